"""Lets ZenML 0.8 to 0.13 be imported without what runs pipelines and is not in the tests' way: TensorFlow Extended (but for
its file system, which is real), ML Metadata, Beam, pandas, numpy, Jupyter. They are hundreds of megabytes, and some were
never made for today's Python. Python runs this file at its start from PYTHONPATH.
"""

import importlib.abc
import importlib.machinery
import sys
import types

ABSENT = {
    "IPython",
    "apache_beam",
    "docker",
    "google",
    "googleapiclient",
    "ml_metadata",
    "nbconvert",
    "numpy",
    "pandas",
    "pyarrow",
    "tensorflow",
    "tfx",
}
REAL = ("tfx", "tfx.dsl", "tfx.version")


class Nothing(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = Nothing(name, (Something,), {})
        setattr(cls, name, value)
        return value


class Something(metaclass=Nothing):
    """Any class of an absent module: it has every attribute and can be called, subclassed and gone through."""

    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        return getattr(type(self), name)

    def __call__(self, *args, **kwargs):
        return Something()

    def __iter__(self):
        return iter(())


class Absent(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = Nothing(name, (Something,), {"__module__": self.__name__})
        setattr(self, name, value)
        return value


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname, path=None, target=None):
        if fullname in REAL or fullname.startswith("tfx.dsl.io"):
            return None
        if fullname.partition(".")[0] in ABSENT:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        return Absent(spec.name)

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, Finder())
