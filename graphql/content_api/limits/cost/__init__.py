"""What answering a document costs, told before anything runs.

The unit is one object in the answer:

* a leaf (a text, a number, an enum) costs nothing; a leaf that takes work can be given a cost of its own;
* an object costs 1, and what is selected inside it;
* a list costs that many times, for each object it may hold:

  - the value of ``first``, ``last`` or ``limit``, as a number or by a variable;
  - the default of that argument where it is left out;
  - else a length that is assumed: ``ASSUMED_LENGTH``, or what was declared for the field;

* a connection takes its multiplier from its own arguments, so its lists ``edges`` and ``nodes`` do not multiply again;
* of a union or an interface the most expensive type counts;
* ``@skip`` and ``@include`` count as they will be executed, by the variables of the request.

An example, 1 + 20 × (1 + 5 × 1) = 121::

    {
      articles(first: 20) {        # 1, a connection of 20
        nodes {                    # 20 × 1
          title                    # 0
          authors { name }         # 20 × 5 × 1, no argument says how many
        }
      }
    }

An app declares what the schema cannot tell, in its ``schema.py`` or a module imported from there::

    assume_length("CompanyPage.adoptions", 3)
    count_argument("Query.nodes", "uids")
    weigh("Query.search", 20)

The work is split so that a document that is asked again costs next to nothing to measure. ``planning`` turns an
operation into an expression once, in time linear to the document: a fragment is planned once, however often it is
spread. What depends on no variable is a number already. ``expressions`` puts in the variables of a request.

Introspection is measured alike against a limit of its own, where all types of the schema together count as one: the
allowed value fits schemas of any size.
"""

from __future__ import annotations

from .declarations import assume_length, count_argument, weigh
from .planning import Plan, plan
from .rules import cost_refusal

__all__ = ["Plan", "assume_length", "cost_refusal", "count_argument", "plan", "weigh"]
