"""What lies where in a folder of content.

===========================  ===========================================================================================
``manifest.json``            form and version of the folder, counts, content version, digest of ``SHA256SUMS``
``SHA256SUMS``               the digest of each other file, as ``sha256sum --check`` reads it
``lists/<model>.txt``        names of the objects of a model in the order in which they were made; all pages as one
``lists/tree.txt``           names of the pages in the order of the tree
``objects/<model>/….json``   one object with all its data
``files/<model>/….<type>``   the files of images and documents
``pages/<site>/…/index.md``  each page as a text for people, at its address
===========================  ===========================================================================================
"""

from __future__ import annotations

import re

FORMAT, VERSION = "nuages-content", 1
MANIFEST, SUMS, TREE = "manifest.json", "SHA256SUMS", "lists/tree.txt"
FOLDERS = ("objects", "files", "lists", "pages")

OBJECT = re.compile(r"objects/(?P<name>[A-Za-z_]+\.[A-Za-z_]+/[A-Za-z0-9][A-Za-z0-9-]{0,99})\.json")
FILE = re.compile(r"files/[A-Za-z_]+\.[A-Za-z_]+/[A-Za-z0-9][A-Za-z0-9-]{0,99}(\.[a-z0-9]{1,8})?")
LIST = re.compile(r"lists/[A-Za-z_]+(\.[A-Za-z_]+)?\.txt")
PAGE = re.compile(r"pages/(?:[^/\0\n\\]+/)+index\.md")
EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")
MOST_BYTES_OF_A_NAME = 200  # of a folder's name; file systems take 255


def object_path(name: str) -> str:
    return f"objects/{name}.json"


def list_path(label: str) -> str:
    return f"lists/{label}.txt"


def file_path(name: str, called: str) -> str:
    """Where the file of the object ``name`` lies, which is ``called`` so on its site."""
    stem, dot, ending = called.rpartition(".")
    extension = f"{dot}{ending}".lower() if stem else ""
    return f"files/{name}{extension if EXTENSION.fullmatch(extension) else ''}"


def is_known(path: str) -> bool:
    """Whether a folder of content may hold a file at ``path``."""
    has_dots = any(part in ("", ".", "..") for part in path.split("/"))
    return not has_dots and any(form.fullmatch(path) for form in (OBJECT, FILE, LIST, PAGE))


def page_path(site: str, path: str, key: str) -> str:
    """Where the text of the page at ``path`` within ``site`` lies. ``key`` tells long names apart."""
    parts = [_short(part, key) for part in (site, *path.split("/")) if part]
    return "/".join(["pages", *parts, "index.md"])


def _short(part: str, key: str) -> str:
    whole = part.replace("\0", "").replace("\n", "").replace("\\", "")
    if len(whole.encode()) <= MOST_BYTES_OF_A_NAME:
        return whole
    return f"{whole.encode()[: MOST_BYTES_OF_A_NAME - len(key) - 1].decode(errors='ignore')}-{key}"
