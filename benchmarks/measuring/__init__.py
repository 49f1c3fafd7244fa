"""The run: databases, servers, requests, rounds."""
