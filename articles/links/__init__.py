"""The link checker: which addresses elsewhere the content leads to, and whether they still answer.

- `walking` finds the addresses in an object, `keeping` stores where each occurs;
- `asking` asks one address, with the patience of `manners` and the wishes of `robots`;
- `judging` decides what the answer means, `effects` stores it and tells the sources;
- `archive` looks for a copy of what is dead; `running` is what the worker does.
"""
