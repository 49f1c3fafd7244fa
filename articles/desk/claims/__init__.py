"""What the desk knows of claims: which need somebody, where they are used, and how many stood how well on which day."""
