"""How much of speech is left: score.py REFERENCE.wav HEARD.wav [REFERENCE.wav HEARD.wav ...]

Finds each reference in what was heard by cross-correlation, and prints a line of JSON: where it begins there, in milliseconds, and how alike they
are by PESQ (ITU-T P.862, narrow band, as a MOS-LQO) and STOI (0 to 1). Both files have one channel of 16-bit samples.
"""

import json
import math
import sys
import wave

import numpy as np
from pesq import pesq
from pystoi import stoi
from scipy.signal import fftconvolve, resample_poly

RATE = 8000


def read(path):
    with wave.open(path) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float64)
        rate = file.getframerate()
    common = math.gcd(rate, RATE)
    return resample_poly(samples, RATE // common, rate // common)


def score(reference_path, heard_path):
    reference, heard = read(reference_path), read(heard_path)
    likeness = fftconvolve(heard, reference[::-1], mode="full")
    offset = int(np.argmax(likeness)) - (len(reference) - 1)
    start, end = max(0, offset), min(len(heard), offset + len(reference))
    heard_part, reference_part = heard[start:end], reference[start - offset : end - offset]
    print(
        json.dumps(
            {
                "offsetMs": offset * 1000 / RATE,
                "seconds": len(heard_part) / RATE,
                "pesq": float(pesq(RATE, reference_part, heard_part, "nb")),
                "stoi": float(stoi(reference_part, heard_part, RATE)),
            }
        )
    )


for pair in zip(sys.argv[1::2], sys.argv[2::2]):
    score(*pair)
