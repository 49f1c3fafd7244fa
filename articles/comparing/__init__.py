"""``compare``: frameworks side by side, from all comparisons and claims that know something of them."""
