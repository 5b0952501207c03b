"""Whether a template names only what exists: checked before anything is printed, all at once.

A slip of the pen in a template is a sentence with its place and the nearest right name, and not a
blank in a letter. What exists is read from the classes of `lcreport.papers.names`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from typing import Any, get_args, get_origin, get_type_hints

import jinja2
from jinja2 import nodes

from lcreport.errors import TemplateError
from lcreport.papers.names import Dong, PaperNames
from lcreport.papers.template import Piece, environment, shown, straight, values_of
from lcreport.wording import say

_ANY = object()


@dataclass(frozen=True, slots=True)
class _Known:
    """What an expression stands for: its type, and its value where that is known by now."""

    kind: Any
    value: Any = None


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
    source = "\n".join(straight(piece.text).replace("\n", " ") for piece in pieces)
    scope = _root(names) | ({"dong": _Known(Dong)} if row else {})
    try:
        tree = environment(escape=False).parse(source)
    except jinja2.TemplateSyntaxError as error:
        yield say("template.syntax", place=_place(pieces, error.lineno))
        return
    for line, fault in _faults(tree, scope):
        place = _place(pieces, line)
        found = say("template.found", name=fault.name, place=place)
        nearest = get_close_matches(fault.name, fault.candidates, n=1, cutoff=0)
        message = say("problem.R01.message", found=found, expected="", indicator="")
        yield f"{message} {say('problem.R01.advice', expected=''.join(nearest))}"


def _place(pieces: Sequence[Piece], line: int) -> str:
    piece = pieces[min(line, len(pieces)) - 1]
    return say("template.place", place=piece.place, text=shown(piece.text))


def _root(names: PaperNames) -> dict[str, _Known]:
    hints = get_type_hints(PaperNames)
    return {name: _Known(hints[name], value) for name, value in values_of(names).items()}


def _faults(
    node: nodes.Node, scope: Mapping[str, _Known]
) -> Iterator[tuple[int, _UnknownNameError]]:
    if isinstance(node, nodes.For):
        yield from _loop_faults(node, scope)
        return
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        try:
            _resolve(node, scope)
        except _UnknownNameError as error:
            yield node.lineno, error
        return
    inner = dict(scope)
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
            inner[child.target.name] = _Known(_ANY)
            child = child.node  # noqa: PLW2901 - only the right side can hold an unknown name
        yield from _faults(child, inner)


def _loop_faults(
    node: nodes.For, scope: Mapping[str, _Known]
) -> Iterator[tuple[int, _UnknownNameError]]:
    try:
        item = _item(_resolve(node.iter, scope))
    except _UnknownNameError as error:
        yield node.lineno, error
        item = _Known(_ANY)
    inner = {**scope, "loop": _Known(_ANY)}
    if isinstance(node.target, nodes.Name):
        inner[node.target.name] = item
    inner |= {each.name: _Known(_ANY) for each in node.target.find_all(nodes.Name)}
    for child in (*node.body, *node.else_):
        yield from _faults(child, inner)


def _item(known: _Known) -> _Known:
    return _Known(get_args(known.kind)[0] if get_origin(known.kind) is tuple else _ANY)


def _resolve(node: nodes.Node, scope: Mapping[str, _Known]) -> _Known:
    if isinstance(node, nodes.Name):
        return _named(node.name, scope)
    if isinstance(node, nodes.Getattr):
        return _member(node.node, node.attr, scope)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _member(node.node, node.arg.value, scope)
    return _Known(_ANY)


def _named(name: str, scope: Mapping[str, _Known]) -> _Known:
    if name in scope:
        return scope[name]
    raise _UnknownNameError(name, "", tuple(_paths(scope)))


def _member(node: nodes.Node, key: object, scope: Mapping[str, _Known]) -> _Known:
    owner = _resolve(node, scope)
    for fits, look in _LOOKS:
        if fits(owner):
            return look(owner, key, _path(node))
    return _Known(_ANY)


def _field(owner: _Known, key: object, path: str) -> _Known:
    hints = get_type_hints(owner.kind)
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


def _paths(scope: Mapping[str, _Known]) -> Iterator[str]:
    for name, known in scope.items():
        yield name
        if is_dataclass(known.kind):
            yield from (f"{name}.{each.name}" for each in fields(known.kind))
