"""Is a folder what an export has written, whole and unchanged? Asked before an import writes anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from wagtail.models import Page

from ..lookahead.references import root_of
from .checking_documents import DocumentCheck
from .folders import ForeignFolderError, digest_of, files_below
from .identities import parsed
from .layout import FILE, FOLDERS, FORMAT, MANIFEST, OBJECT, SUMS, TREE, VERSION, is_known
from .reading import ContentFolder, UnusableFolderError, read_json

MOST_BYTES_OF_A_MANIFEST = 1 << 20
MOST_PROBLEMS = 20  # told at once
LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<path>[^\n\r\\]+)\n")

Progress = Callable[[str, int, int], None]


def checked(path: Path, progress: Progress) -> ContentFolder:
    """The folder at ``path``. Raises ``UnusableFolderError``."""
    folder = ContentFolder(path, _manifest(path))
    try:
        count = _check_files(folder, progress)
    except ForeignFolderError as error:
        raise UnusableFolderError(str(error)) from error
    _check_lists(folder)
    _check_objects(folder, count, progress)
    _check_tree(folder)
    return folder


def _manifest(path: Path) -> dict[str, Any]:
    if path.is_symlink() or not path.is_dir():
        raise UnusableFolderError(f"{path} is no folder.")
    for name in (MANIFEST, SUMS):
        if (path / name).is_symlink() or not (path / name).is_file():
            raise UnusableFolderError(f"{path} holds no export of content: there is no file {name}.")
    try:
        manifest = read_json(path / MANIFEST, MOST_BYTES_OF_A_MANIFEST)
    except ValueError as error:
        raise UnusableFolderError(f"{MANIFEST} cannot be read: {error}.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise UnusableFolderError(f"{MANIFEST} is not that of an export of content.")
    if manifest.get("version") != VERSION:
        raise UnusableFolderError(
            f"The folder is of version {manifest.get('version')!r}; this installation reads version {VERSION}."
        )
    counts = manifest.get("counts")
    if not isinstance(counts, dict) or not all(isinstance(count, int) for count in counts.values()):
        raise UnusableFolderError(f"{MANIFEST} does not say how much of what there is.")
    if digest_of(path / SUMS) != manifest.get("sums"):
        raise UnusableFolderError(f"{SUMS} has been changed, or an export was interrupted. Export again.")
    return manifest


def _check_files(folder: ContentFolder, progress: Progress) -> int:
    """Each file that is listed is there, unchanged, and nothing else is; answers how many. One pass in one order."""
    total, count = 0, 0
    with (folder.path / SUMS).open(encoding="utf-8", newline="") as sums:
        for line, found in zip_longest(sums, _found(folder.path)):
            match = LINE.fullmatch(line or "")
            if line is not None and (match is None or not is_known(match["path"])):
                raise UnusableFolderError(f"{SUMS} names what no export holds: {line.strip()[:200]!r}.")
            if match is None or match["path"] != found:
                first = min(path for path in (match and match["path"], found) if path)
                what = "is not listed in" if first == found else "is missing, though it stands in"
                raise UnusableFolderError(f"{first} {what} {SUMS}.")
            if digest_of(folder.path / found) != match["digest"]:
                raise UnusableFolderError(f"{found} has been changed since the export.")
            total += (folder.path / found).stat().st_size
            count += 1
            progress("bytes checked", total, max(total, int(folder.manifest.get("bytes") or 0)))
    if total != folder.manifest.get("bytes"):
        raise UnusableFolderError(f"The files are {total:,} bytes long, not as many as {MANIFEST} says.")
    return count


def _found(path: Path) -> Iterator[str]:
    for name in sorted(FOLDERS):
        if (path / name).is_symlink():
            raise ForeignFolderError(f"{name} is a link.")
        if (path / name).is_dir():
            yield from files_below(path, name)


def _check_lists(folder: ContentFolder) -> None:
    """Every object stands in the list of its model."""
    listed: dict[str, int] = {}
    for path in sorted((folder.path / "lists").glob("*.txt")):
        if path.name == TREE.rpartition("/")[2]:
            continue
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                name = line.rstrip("\n")
                found = parsed(name)
                if found is None or root_of(found[0])._meta.label != path.stem or name not in folder:
                    raise UnusableFolderError(f"lists/{path.name} names what does not belong there: {name[:200]!r}.")
                listed[label_of(name)] = listed.get(label_of(name), 0) + 1
    if listed != folder.manifest["counts"]:
        raise UnusableFolderError(f"The lists hold other numbers of objects than {MANIFEST} says.")


def _check_tree(folder: ContentFolder) -> None:
    """All pages stand in it, each below its parent: so none stands below itself."""
    on_the_way: list[str] = []
    count = 0
    for name in folder.tree():
        found = parsed(name)
        if found is None or not issubclass(found[0], Page) or name not in folder:
            raise UnusableFolderError(f"{TREE} names what is no page of the folder: {name[:200]!r}.")
        parent = folder.document(name)["place"]["parent"]
        while on_the_way and on_the_way[-1] != parent:
            on_the_way.pop()
        if parent is not None and not on_the_way:
            raise UnusableFolderError(f"{TREE} holds {name} elsewhere than below its parent.")
        on_the_way.append(name)
        count += 1
    if count != folder.count(Page):
        raise UnusableFolderError(f"{TREE} holds {count} pages, not as many as {MANIFEST} says.")


def label_of(name: str) -> str:
    return name.partition("/")[0]


def _check_objects(folder: ContentFolder, count: int, progress: Progress) -> None:
    problems: list[str] = []
    done = 0
    for path in _found(folder.path):
        done += 1
        progress("objects checked", done, count)
        if FILE.fullmatch(path):
            continue
        if (match := OBJECT.fullmatch(path)) is not None:
            problems += _problems_of(folder, path, match["name"])
            if len(problems) >= MOST_PROBLEMS:
                raise UnusableFolderError(*problems[:MOST_PROBLEMS], "There may be more.")
    if problems:
        raise UnusableFolderError(*problems)


def _problems_of(folder: ContentFolder, path: str, name: str) -> list[str]:
    try:
        document = folder.document(name)
        return [f"{path}: {problem}." for problem in DocumentCheck(folder).problems(name, document)]
    except ValueError as error:
        return [f"{path}: {error}."]
