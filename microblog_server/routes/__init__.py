"""The addresses of the API: read what is asked, let a service do it, say the result."""
