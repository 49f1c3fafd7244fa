"""One maker for each rendition, and a bounded number of them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisConnectionError

from media import making
from media.making import BusyError, Encoders, rendition_of
from media.models import Image, Rendition
from media.presets import ImageFormat, ImagePreset, filter_for
from tests.factories.media import ImageFactory

THUMB = filter_for(ImagePreset.THUMB, ImageFormat.JPEG)


def lock_of(image: Image) -> str:
    return f"media.maker:{image.pk}:{THUMB.spec}:{THUMB.get_cache_key(image)}"


@pytest.mark.django_db
def test_the_lock_is_given_back() -> None:
    image = ImageFactory()

    rendition_of(image, THUMB)

    assert cache.get(lock_of(image)) is None


@pytest.mark.django_db
def test_the_lock_is_given_back_when_making_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    image = ImageFactory()

    def fail(self: Image, rendition_filter: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Image, "create_rendition", fail)

    with pytest.raises(OSError, match="disk full"):
        rendition_of(image, THUMB)

    assert cache.get(lock_of(image)) is None


@pytest.mark.django_db
def test_what_another_maker_is_making_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    image = ImageFactory()
    cache.add(lock_of(image), True)

    pauses: list[float] = []

    def other_maker_finishes(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) < 3:
            return
        image.create_rendition(THUMB)
        monkeypatch.setattr(Image, "create_rendition", lambda *args: pytest.fail("made twice"))

    monkeypatch.setattr(making.time, "sleep", other_maker_finishes)

    assert rendition_of(image, THUMB) == Rendition.objects.get()
    assert len(pauses) == 3


@pytest.mark.django_db
def test_a_maker_that_takes_too_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    image = ImageFactory()
    cache.add(lock_of(image), True)
    monkeypatch.setattr(making, "PATIENCE", 0.0)

    with pytest.raises(BusyError):
        rendition_of(image, THUMB)

    assert Rendition.objects.count() == 0


@pytest.mark.django_db
def test_what_was_made_just_before_the_lock_was_free_is_not_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = ImageFactory()
    real_lock = making._lock

    def made_meanwhile(key: str) -> bool:
        image.create_rendition(THUMB)
        monkeypatch.setattr(Image, "create_rendition", lambda *args: pytest.fail("made twice"))
        return real_lock(key)

    monkeypatch.setattr(making, "_lock", made_meanwhile)

    assert rendition_of(image, THUMB) == Rendition.objects.get()


@pytest.mark.django_db
def test_without_the_cache_renditions_are_made_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any) -> None:
        raise RedisConnectionError

    monkeypatch.setattr(making.shared_cache, "add", away)
    monkeypatch.setattr(making.shared_cache, "delete", away)

    assert rendition_of(ImageFactory(), THUMB) == Rendition.objects.get()


@pytest.mark.django_db
def test_two_makers_without_a_common_lock_end_with_one_rendition(monkeypatch: pytest.MonkeyPatch) -> None:
    image = ImageFactory()
    generate = Image.generate_rendition_file

    def slower_than_the_other(self: Image, rendition_filter: Any, **options: Any) -> Any:
        monkeypatch.setattr(Image, "generate_rendition_file", generate)
        image.create_rendition(rendition_filter)
        return generate(self, rendition_filter, **options)

    monkeypatch.setattr(Image, "generate_rendition_file", slower_than_the_other)

    assert rendition_of(image, THUMB) == Rendition.objects.get()


def test_no_more_than_the_encoders_work_at_once() -> None:
    encoders = Encoders(2)
    counting = threading.Lock()
    at_work: list[int] = [0]
    most: list[int] = [0]
    third_has_tried = threading.Event()

    def work() -> None:
        with encoders.place(), encoders.turn(10):
            with counting:
                at_work[0] += 1
                most[0] = max(most[0], at_work[0])
            third_has_tried.wait(0.05)
            with counting:
                at_work[0] -= 1

    with ThreadPoolExecutor(6) as pool:
        for future in [pool.submit(work) for _ in range(6)]:
            future.result()

    assert most == [2]


def test_a_turn_that_does_not_come_is_refused_and_later_ones_are_given() -> None:
    encoders = Encoders(1)

    with encoders.turn(0), pytest.raises(BusyError), encoders.turn(0.01):
        pytest.fail("two turns at once")

    with encoders.turn(0):
        pass


def test_a_full_queue_refuses_at_once_and_places_come_back() -> None:
    encoders = Encoders(1)
    places = [encoders.place() for _ in range(1 + making.PLACES_FOR_EACH_ENCODER)]
    for place in places:
        place.__enter__()

    with pytest.raises(BusyError), encoders.place():
        pytest.fail("a place too many")

    places[0].__exit__(None, None, None)
    with encoders.place():
        pass


def test_the_number_of_encoders_is_a_setting(settings: Settings) -> None:
    settings.IMAGE_ENCODERS = 1
    making.encoders.cache_clear()

    with making.encoders().turn(0), pytest.raises(BusyError), making.encoders().turn(0):
        pytest.fail("two turns at once")

    making.encoders.cache_clear()
