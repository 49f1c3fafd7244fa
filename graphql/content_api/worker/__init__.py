"""The worker's engine. Which jobs there are is wiring, and stands in the project's `config`."""
