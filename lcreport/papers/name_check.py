"""Whether a template names only what exists: checked before anything is printed, all at once.

A slip of the pen in a template is a sentence with its place and the nearest right name, and not a
blank in a letter. What exists is read from the classes of `lcreport.papers.names`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import jinja2
from jinja2 import nodes

from lcreport.errors import TemplateError
from lcreport.papers.names import Dong, PaperNames
from lcreport.papers.template import Piece, environment, shown, straight, values_of
from lcreport.problems import SEVERITY, Flaw, Problem, problem
from lcreport.wording import say

_ANY = object()


@dataclass(frozen=True, slots=True)
class _Known:
    """What an expression stands for: its type, and its value where that is known by now."""

    kind: Any
    value: Any = None


Scope = Mapping[str, _Known]


class _UnknownNameError(Exception):
    def __init__(self, owner: str, member: str, candidates: Sequence[str]) -> None:
        super().__init__(owner + member)
        self.name = owner + member
        self.candidates = candidates


def check_names(pieces: Sequence[Piece], names: PaperNames, *, row: bool = False) -> None:
    """Refuse a template that names something unknown; `row` lets `dong` stand for a table row.

    Raises:
        TemplateError: one sentence per unknown name, with its place and the nearest right one.
    """
    if faults := tuple(name_faults(pieces, names, row=row)):
        raise TemplateError(*dict.fromkeys(faults))


def name_faults(pieces: Sequence[Piece], names: PaperNames, *, row: bool = False) -> Iterator[str]:
    """Give one sentence per fault of a template; a loop may begin and end in other pieces."""
    for each in name_problems(pieces, names, row=row):
        yield f"{each.message} {each.advice}".strip()


def name_problems(
    pieces: Sequence[Piece], names: PaperNames, *, row: bool = False
) -> Iterator[Problem]:
    """Give one R01 per fault of a template; a loop may begin and end in other pieces."""
    tree, faults = _parsed(pieces)
    yield from faults
    for node, scope in _mentions(tree, _scope(names, row=row)):
        try:
            _resolve(node, scope)
        except _UnknownNameError as fault:
            place = _place(pieces, node.lineno)
            nearest = get_close_matches(fault.name, fault.candidates, n=1, cutoff=0)
            found = say("template.found", name=fault.name, place=place)
            yield problem(Flaw("R01", found, "".join(nearest)))


def named(
    pieces: Sequence[Piece], names: PaperNames, *, row: bool = False
) -> dict[str, tuple[str, str]]:
    """Give what a template prints: a key that no choice of loop variables changes → name, place."""
    tree, _ = _parsed(pieces)
    found: dict[str, tuple[str, str]] = {}
    for node, scope in _mentions(tree, _scope(names, row=row)):
        for inner in (node, *node.find_all(nodes.Getattr)):
            key = _key(inner, scope)
            if key:
                found.setdefault(key, (_path(inner), _place(pieces, node.lineno)))
    return found


def _parsed(pieces: Sequence[Piece]) -> tuple[nodes.Template, list[Problem]]:
    """Parse a template; a piece that is no template language is told and left out."""
    lines = [straight(piece.text).replace("\n", " ") for piece in pieces]
    faults: list[Problem] = []
    while True:
        try:
            return environment(escape=False).parse("\n".join(lines)), faults
        except jinja2.TemplateSyntaxError as error:
            line = min(error.lineno, len(lines)) - 1
            if not lines[line]:  # an end that is missing is told of the last line, right or not
                return nodes.Template([], lineno=1), faults
            message = say("template.syntax", place=_place(pieces, error.lineno))
            faults.append(Problem("R01", SEVERITY["R01"], message, ""))
            if "{%" in lines[line]:
                # Without one part of a block, its other parts would be told as faults too.
                return nodes.Template([], lineno=1), faults
            lines[line] = ""


def _place(pieces: Sequence[Piece], line: int) -> str:
    piece = pieces[min(line, len(pieces)) - 1]
    return say("template.place", place=piece.place, text=shown(piece.text))


@cache
def _hints(kind: type) -> dict[str, Any]:
    """Give the fields of one of the classes of names, with their types."""
    return get_type_hints(kind)


def _scope(names: PaperNames, *, row: bool) -> Scope:
    hints = _hints(PaperNames)
    known = {name: _Known(hints[name], value) for name, value in values_of(names).items()}
    return known | ({"dong": _Known(Dong)} if row else {})


def _mentions(node: nodes.Node, scope: Scope) -> Iterator[tuple[nodes.Expr, Scope]]:
    """Give every expression that begins with a name, with what is known where it stands."""
    if isinstance(node, nodes.For):
        yield from _loop_mentions(node, scope)
        return
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        yield node, scope
        return
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
            scope = {**scope, child.target.name: _Known(_ANY)}
            child = child.node  # noqa: PLW2901 - only the right side can hold an unknown name
        yield from _mentions(child, scope)


def _loop_mentions(node: nodes.For, scope: Scope) -> Iterator[tuple[nodes.Expr, Scope]]:
    yield from _mentions(node.iter, scope)
    try:
        item = _item(_resolve(node.iter, scope))
    except _UnknownNameError:
        item = _Known(_ANY)
    inner = {**scope, "loop": _Known(_ANY)}
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = item
    inner |= {each.name: _Known(_ANY) for each in node.target.find_all(nodes.Name)}
    for child in (*node.body, *node.else_):
        yield from _mentions(child, inner)


def _key(node: nodes.Node, scope: Scope) -> str:
    """Name what an expression prints: a root name, or the field of a class; "" for the rest."""
    if isinstance(node, nodes.Name):
        return node.name if node.name in _hints(PaperNames) else ""
    if not isinstance(node, nodes.Getattr):
        return ""
    try:
        owner = _resolve(node.node, scope)
    except _UnknownNameError:
        return ""
    return f"{owner.kind}.{node.attr}" if is_dataclass(owner.kind) else ""


def _item(known: _Known) -> _Known:
    return _Known(get_args(known.kind)[0] if get_origin(known.kind) is tuple else _ANY)


def _resolve(node: nodes.Node, scope: Scope) -> _Known:
    if isinstance(node, nodes.Name):
        return _named(node.name, scope)
    if isinstance(node, nodes.Getattr):
        return _member(node.node, node.attr, scope)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _member(node.node, node.arg.value, scope)
    return _Known(_ANY)


def _named(name: str, scope: Scope) -> _Known:
    if name in scope:
        return scope[name]
    raise _UnknownNameError(name, "", tuple(_paths(scope)))


def _member(node: nodes.Node, key: object, scope: Scope) -> _Known:
    owner = _resolve(node, scope)
    for fits, look in _LOOKS:
        if fits(owner):
            return look(owner, key, _path(node))
    return _Known(_ANY)


def _field(owner: _Known, key: object, path: str) -> _Known:
    hints = _hints(owner.kind)
    if key in hints:
        return _Known(hints[str(key)], getattr(owner.value, str(key), None))
    raise _UnknownNameError(path, f".{key}", [f"{path}.{each}" for each in hints])


def _entry(owner: _Known, key: object, path: str) -> _Known:
    if owner.value is None or key in owner.value:
        return _Known(get_args(owner.kind)[1])
    raise _UnknownNameError(path, f"[{key}]", [f"{path}[{each}]" for each in owner.value])


def _place_in_list(owner: _Known, key: object, path: str) -> _Known:
    if isinstance(key, int):
        return _item(owner)
    raise _UnknownNameError(path, f".{key}", [path])


_LOOKS: tuple[tuple[Callable[[_Known], bool], Callable[[_Known, object, str], _Known]], ...] = (
    (lambda owner: is_dataclass(owner.kind), _field),
    (lambda owner: get_origin(owner.kind) is dict, _entry),
    (lambda owner: get_origin(owner.kind) is tuple, _place_in_list),
)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_path(node.node)}[{node.arg.value}]"
    return node.name if isinstance(node, nodes.Name) else "…"


def _paths(scope: Scope) -> Iterator[str]:
    for name, known in scope.items():
        yield name
        if is_dataclass(known.kind):
            yield from (f"{name}.{each.name}" for each in fields(known.kind))
