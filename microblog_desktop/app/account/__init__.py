"""One open account: what its window shows at once, and what opens later."""
