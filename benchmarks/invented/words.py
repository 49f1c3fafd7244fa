"""Words and sentences: nonsense with the lengths and the spread of real prose.

A few words are frequent and most are rare, as in any language, so that search indexes have the shape of real ones.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate

SEED = 1934
SENTENCES = 4000
SHORTEST, LONGEST = 8, 18  # words of a sentence

# In every article, and in exactly this many.
COMMON_TERM = "django"
RARE_TERM = "zephyrine"
RARE_HITS = 50

_STEMS = """
the of and to a in for is that with on as it by from at this are be or which one has was can not all more when what
how each other than only into its must over new same after some most they where use page site team text list row field
query model form view file test change first small large time work way answer editor reader writer article author topic
source claim company framework version release record table index search cache server request response client browser
link image picture caption heading paragraph quote block draft preview review publish schedule translate language locale
word sentence title summary archive library project module package function method class object value number count
measure limit size page cursor filter order group user account right rule law policy licence licensee maintain upgrade
migrate deploy monitor log trace error warning fault repair replace remove insert update delete select join commit lock
wait queue worker thread process memory disk network address port host domain route path tree branch leaf root parent
child sibling ancestor season morning evening winter summer river harbour mountain valley forest garden orchard meadow
bridge tower market station platform carriage engine signal compass anchor lantern candle mirror window door stair
kitchen table chair paper pencil ink letter stamp envelope parcel journey voyage island coast current tide storm cloud
thunder rain snow frost sun shadow colour silver copper iron glass stone timber cotton linen wool leather bread cheese
apple pear plum grape coffee honey pepper salt music guitar violin piano rhythm melody chorus verse ballad waltz theatre
actor stage curtain novel poem story chapter legend history century decade moment hour minute second budget cost
price profit loss trade export import factory machine tool pattern design sketch plan drawing map atlas survey report
paper journal newspaper magazine column headline deadline interview witness evidence proof doubt belief opinion argument
debate council mayor citizen village county region nation border treaty peace alliance victory defeat honour courage
patience wisdom kindness humour memory dream fear hope doubt trust choice chance risk reward habit custom tradition
craft
"""
_ENDINGS = ("", "s", "er", "ing", "ed", "ful", "less")


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """All words, the frequent ones first, and their cumulative weights."""
    words = list(dict.fromkeys(stem + ending for ending in _ENDINGS for stem in _STEMS.split()))
    return tuple(words), tuple(accumulate(1 / (rank + 5) for rank in range(len(words))))


@cache
def sentences() -> tuple[str, ...]:
    """The sentences that all texts are made of."""
    chance = random.Random(SEED)
    words, weights = vocabulary()
    made = (chance.choices(words, cum_weights=weights, k=chance.randint(SHORTEST, LONGEST)) for _ in range(SENTENCES))
    return tuple(f"{' '.join(chosen).capitalize()}." for chosen in made)


def prose(chance: random.Random, count: int) -> str:
    """``count`` sentences."""
    return " ".join(chance.choices(sentences(), k=count))


def phrase(chance: random.Random, count: int) -> str:
    """``count`` words without a full stop, for titles and labels."""
    words, weights = vocabulary()
    return " ".join(chance.choices(words, cum_weights=weights, k=count)).capitalize()
