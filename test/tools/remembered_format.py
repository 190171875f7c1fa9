"""lit's tests of shell lines, each run again only if something it may read has changed: see remember.py."""
import pathlib
import re

import lit.Test
import lit.formats

import remember


class RememberedShTest(lit.formats.ShTest):
    def __init__(self, build, source):
        super().__init__(True)
        self.build, self.source = build, source
        remember.everything(build, source)  # now, for all workers

    def execute(self, test, lit_config):
        path = pathlib.Path(test.getSourcePath())
        own = f"{path}\0{sorted(lit_config.params.items())}\0".encode() + path.read_bytes()
        for named in re.findall(rb"%source/(test/[\w./]+\.(?:cpp|test))", own):
            own += pathlib.Path(self.source, named.decode()).read_bytes()
        marked = remember.mark(self.build, self.source, own)
        if remember.passed_before(marked):
            return lit.Test.Result(lit.Test.PASS, "passed before with the same files")
        result = super().execute(test, lit_config)
        code = result[0] if isinstance(result, tuple) else result.code
        if code is lit.Test.PASS:
            remember.remember(marked)
        return result
