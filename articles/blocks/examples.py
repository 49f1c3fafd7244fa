"""Previews of blocks that refer to something: shown with an object of the site itself."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet


class ShownWithExample:
    """Mixin for a struct block: its preview shows the newest live object that its chooser could choose."""

    example_child: str

    def get_preview_value(self) -> Any:
        value = super().get_preview_value()  # type: ignore[misc]
        value[self.example_child] = self._example()
        return value

    def _example(self) -> Any:
        chooser = self.child_blocks[self.example_child]  # type: ignore[attr-defined]
        chooser = getattr(chooser, "child_blocks", {}).get("image", chooser)
        return newest_live(chooser.model_class)


def newest_live(model: type[Model]) -> Model | None:
    """The newest object of ``model``, without drafts where it can have any."""
    objects: QuerySet[Any] = model._default_manager.order_by("-pk")
    if any(field.name == "live" for field in model._meta.get_fields()):
        objects = objects.filter(live=True)
    return objects.first()
