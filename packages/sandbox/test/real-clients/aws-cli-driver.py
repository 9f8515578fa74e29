"""Runs many AWS CLI commands in one process: starting Python for each of them would cost most of the suite's time.

One JSON document a line on stdin, {"args": [...], "env": {...}}; one a line on stdout, {"code", "stdout", "stderr"}.
Each command gets a driver of its own, as if the program had just been started.
"""

import io
import json
import os
import sys
import traceback


from awscli.botocore import loaders, session
from awscli.clidriver import create_clidriver

# The service descriptions never change: read and parse each once.
shared_loader = loaders.create_loader()
session.create_loader = lambda search_path=None: shared_loader


def run(args, env):
    before = dict(os.environ)
    os.environ.update(env)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    real = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    try:
        code = create_clidriver().main(args)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc(file=err)
        code = 70
    finally:
        sys.stdout, sys.stderr = real
        os.environ.clear()
        os.environ.update(before)
    text = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
    return {"code": code or 0, "stdout": text[0], "stderr": text[1]}


for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(run(request["args"], request["env"])), flush=True)
