"""Long work comes in slices that fit."""

from __future__ import annotations

from microblog_desktop.sync.upkeep.slices import SLICE_S, Slices


class Work:
    """Takes a millisecond for each row, and holds the clock."""

    def __init__(self, rows: int) -> None:
        self.left = rows
        self.now = 0.0
        self.taken: list[int] = []
        self.pauses = 0

    def step(self, rows: int) -> bool:
        self.taken.append(min(rows, self.left))
        self.left -= rows
        self.now += 0.001 * rows
        return self.left > 0

    async def sleep(self, _seconds: float) -> None:
        self.pauses += 1


async def test_slices_find_the_size_that_fits() -> None:
    work = Work(100)
    slices = Slices(work.sleep, lambda: work.now)
    await slices.run(work.step)
    assert sum(work.taken) == 100
    assert all(rows * 0.001 <= SLICE_S for rows in work.taken[1:])
    assert work.pauses == len(work.taken)
    assert slices.longest_s == 0.01


async def test_light_work_is_taken_in_larger_slices() -> None:
    work = Work(1000)
    await Slices(work.sleep, lambda: 0.0).run(work.step)
    assert work.taken[1] > work.taken[0]
    assert max(work.taken) <= 200
