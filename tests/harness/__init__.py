"""What stands under the tests: real servers, real processes, a real browser."""
