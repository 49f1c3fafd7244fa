"""How fast Nuages answers, measured: `make bench`. Not part of what is installed."""
