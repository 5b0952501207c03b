"""What was found out in one copy of a form serves the next: small memories of pure results."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

_Content = TypeVar("_Content", str, bytes)
_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")
_Function = Callable[Concatenate[_Content, _Rest], _Result]


def kept(
    most: int, longest: int
) -> Callable[[_Function[_Content, _Rest, _Result]], _Function[_Content, _Rest, _Result]]:
    """Remember the last `most` results of a pure function of some content.

    Content over `longest` is never kept: foreign files must not fill the memory. Nor are faults.
    """

    def decorate(
        function: _Function[_Content, _Rest, _Result],
    ) -> _Function[_Content, _Rest, _Result]:
        known = lru_cache(maxsize=most)(function)

        def call(content: _Content, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _Result:
            serving = known if len(content) <= longest else function
            return serving(content, *rest, **named)

        update_wrapper(call, function)
        return call

    return decorate
