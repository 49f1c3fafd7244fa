"""The root field ``compare`` and its types."""

from __future__ import annotations

import graphene
from graphql import GraphQLResolveInfo
from grapple.registry import registry

from content_api.declare import enum_of
from content_api.fields.sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter
from content_api.limits.cost.declarations import assume_length
from content_api.lookahead import loader_for
from content_api.roots import root_fields

from ..models import Claim, ClaimStatus, ComparisonPage, Framework
from ..models.comparison import MOST_FRAMEWORKS
from .matrix import MOST_CLAIMS, Matrix, matrix_of


class ComparisonMatrixCell(graphene.ObjectType):
    """What is known of one framework by one criterion."""

    framework = graphene.Field(lambda: registry.models[Framework], required=True, description="The framework judged.")
    verdict = graphene.String(required=True, description="The judgement in a few words.")
    rating = graphene.Int(description="1 (weak) to 5 (strong), where a number makes sense.")
    claim = graphene.Field(lambda: registry.models[Claim], description="The claim that carries the evidence.")
    comparison = graphene.Field(
        lambda: registry.models[ComparisonPage], required=True, description="The comparison that says so."
    )


class ComparisonMatrixRow(graphene.ObjectType):
    """A criterion that at least two of the frameworks are judged by."""

    criterion = graphene.String(required=True, description="What is compared.")
    explanation = graphene.String(description="Why it matters and how it was judged.")
    cells = graphene.List(
        ComparisonMatrixCell,
        required=True,
        description="One cell for each framework, in the order of `frameworks`; null where nothing is known.",
    )


class ClaimsOfStatus(graphene.ObjectType):
    """Claims that stand equally well."""

    status = graphene.Field(enum_of(ClaimStatus), required=True, description="How well the claims stand.")
    claims = graphene.List(
        graphene.NonNull(lambda: registry.models[Claim]),
        required=True,
        description=f"The claims, the last checked first, at most {MOST_CLAIMS}.",
    )


class FrameworkClaims(graphene.ObjectType):
    """What is claimed about one framework."""

    framework = graphene.Field(
        lambda: registry.models[Framework], required=True, description="What the claims are about."
    )
    groups = graphene.List(
        graphene.NonNull(ClaimsOfStatus),
        required=True,
        description="Verified claims first, then disputed, outdated and unverified ones; only groups with claims.",
    )


class ComparisonMatrix(graphene.ObjectType):
    """Frameworks side by side, put together from everything that published comparisons and claims say."""

    frameworks = graphene.List(
        graphene.NonNull(lambda: registry.models[Framework]),
        required=True,
        description="The frameworks in the order asked for.",
    )
    page = graphene.Field(
        lambda: registry.models[ComparisonPage],
        description="The newest comparison of exactly these frameworks in the same language, if there is one.",
    )
    rows = graphene.List(
        graphene.NonNull(ComparisonMatrixRow),
        required=True,
        description="Criteria of all comparisons in the language, those of `page` first, then those of the comparison "
        "published last. Criteria that differ only in case, spaces or punctuation at the end are one; where "
        "several comparisons judge a framework by it, `page` goes first, then the one published last.",
    )
    claims = graphene.List(
        graphene.NonNull(FrameworkClaims),
        required=True,
        description="What is claimed about each framework, in the order of `frameworks`.",
    )


assume_length("ComparisonMatrix.frameworks", 3)
assume_length("ComparisonMatrix.rows", 15)
assume_length("ComparisonMatrix.claims", 3)
assume_length("ComparisonMatrixRow.cells", 3)
assume_length("FrameworkClaims.groups", 2)


@root_fields
class CompareQuery:
    """Comparisons that nobody has written."""

    compare = graphene.Field(
        ComparisonMatrix,
        required=True,
        description="Frameworks side by side, also where no comparison of them was written.",
        frameworks=graphene.Argument(
            graphene.List(graphene.NonNull(graphene.String)),
            required=True,
            description=f"Slugs of 2 to {MOST_FRAMEWORKS} different frameworks, in the order of the columns.",
        ),
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )

    def resolve_compare(
        self, info: GraphQLResolveInfo, frameworks: list[str], site: str | None = None, locale: str | None = None
    ) -> Matrix:
        viewer = enter(info, site, locale)
        return matrix_of(frameworks, viewer, loader_for(info))
