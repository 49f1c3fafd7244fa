"""The screens for clients: who reads the API, their tokens, what they ask, their documents."""
