"""How many pairs of fields validation may compare.

Fields with one response name must ask for the same thing, so graphql-core compares each with each: five hundred times
the same field are 125,000 pairs and a second of work. It keeps a budget, two units a pair, which is 500,000 by itself.
The longest of the documents that ship spends 774.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from graphql import OverlappingFieldsCanBeMergedRule, SelectionSetNode, ValidationContext
from graphql.validation.validate import ValidationAbortedError

from .refusal import refusal


class MergeableFields(OverlappingFieldsCanBeMergedRule):
    """graphql-core's rule on a budget of ``GRAPHQL_LIMITS["comparisons"]``; at its end validation stops."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._allowed: int = settings.GRAPHQL_LIMITS["comparisons"]
        self.rule_context.remaining_complexity_budget = self._allowed

    def enter_selection_set(self, selection_set: SelectionSetNode, _key: Any, parent: Any, *rest: Any) -> Any:
        try:
            return super().enter_selection_set(selection_set, _key, parent, *rest)
        except ValidationAbortedError:
            spent = self._allowed - self.rule_context.remaining_complexity_budget
            self.report_error(refusal("comparisons", spent, self._allowed))
            raise
