"""The people's pass in vectorised NumPy, by the rules of MODEL.md, Society.

One element per person; the generator is NumPy's SFC64. There are two forms:

  levels  support, leaning, nerve and scruple are small whole numbers, and
          support moves by stochastic rounding: the same rules as the packed
          people, dice apart
  fine    the same equations in float32, support without levels and without
          dice: what one would write first

Persons lie in blocks that stay in the processor's cache, a row for each lane
and a column for each collective, so that what a collective shares is broadcast
along the fast axis. Masks are bytes. Where few persons can be concerned they are
found first and treated by their index.

It speaks on standard input and output, a line of JSON at a time; see answer.
"""

import json
import platform
import sys
import time
from statistics import NormalDist

import numpy as np

LANES = 64
BLOCK = 4096  # collectives: 256 kB for a byte of each person
SCRUPLE_STEP = 0.05


def nearest(x, top):
    return np.clip(np.floor(x + 0.5), 0, top)


class People:
    """What collectives share, in vectors, and the blocks of their persons."""

    def __init__(self, setting, form, collectives, seed):
        self.k, n = setting["climate"], setting["nature"]
        self.form = form
        rng = np.random.Generator(np.random.SFC64(seed))
        self.mores = np.clip(rng.normal(n["mores"], n["mores_spread"], collectives), 0, 1)
        self.memory = np.zeros(collectives)
        self.taken = (rng.random(collectives) < n["taken_share"]).astype(float)
        self.alive = np.full(collectives, LANES)
        self.at_liberty = self.alive - self.taken
        self.dissenters = np.zeros(collectives, dtype=np.int64)
        self.blocks = []
        for first in range(0, collectives, BLOCK):
            columns = slice(first, min(first + BLOCK, collectives))
            self.blocks.append(form(self, rng, n, columns))
        self.told = self.lived = self.watched = self.disturbed = 0

    def month(self):
        self.age()
        counts, self.denouncers = np.zeros(6, dtype=np.int64), []
        for block in self.blocks:
            block.feel()
            counts += block.act()
            self.denouncers.append(block.denounce())
        self.told += sum(map(len, self.denouncers))
        self.lived += int(self.at_liberty.sum())
        self.census(counts)

    def age(self):
        """Memory and mores, and what follows from them for a collective."""
        k = self.k
        self.memory = (1 - k["fading"]) * self.memory + 100 * self.taken / np.maximum(self.alive, 1)
        self.memory[self.memory < 1e-3] = 0
        self.taken[:] = 0
        self.mores += k["healing"] * (k["rest"] - self.mores) - k["erosion"] * self.mores
        np.clip(self.mores, 0, 1, out=self.mores)
        self.fear = 1 - np.exp(-k["fright"] * self.memory)
        crowd = 100 * self.dissenters / np.maximum(self.at_liberty, 1)
        self.risk = 1 - np.exp(-k["watch"] * (1 + 2 * self.fear) / (1 + crowd))
        self.ground = -k["threshold"] - self.fear / 2
        self.pressure = k["demand"] + self.fear
        base = k["burden"] + k["memory_grief"] * self.memory
        grief = np.array([0, k["marked_burden"], k["kin_grief"], k["marked_burden"] + k["kin_grief"]])
        self.burden = base + grief[:, None]  # by kind: neither, marked, kin, both
        least = np.clip(self.mores + self.form.least_scruple, 0, 1)
        self.widest = k["rate"] * (1 - least) * (k["base"] + k["zeal"] * (1 + 2 * self.fear))
        self.form.thresholds(self)

    def census(self, counts):
        names = ("dissent", "acclaim", "insincere", "supporters", "marked", "unscrupulous")
        self.tally = dict(zip(names, counts.tolist()))
        self.tally["alive"] = int(self.alive.sum())
        self.tally["free"] = int(self.at_liberty.sum())
        dissenters = self.dissenters
        self.tally["disturbances"] = int(np.count_nonzero((dissenters > 0) & (dissenters * 16 >= self.at_liberty)))
        self.watched += len(self.alive)
        self.disturbed += self.tally["disturbances"]
        self.tally["fear"] = float(self.fear.sum())
        self.tally["mores"] = float(self.mores.sum())

    def measures(self):
        """In the order of measureNames in behaviour.go."""
        t, collectives = self.tally, len(self.alive)
        free = t["free"]
        support = sum(block.support_sum() for block in self.blocks) / free
        return [t["dissent"] / free, t["acclaim"] / free, t["insincere"] / free, t["supporters"] / free, (1 + support) / 2,
                t["mores"] / collectives, t["fear"] / collectives, self.told / self.lived, self.disturbed / self.watched]


class Block:
    """The persons of some collectives. Indices of persons are flat."""

    def __init__(self, people, rng, nature, columns):
        self.people, self.rng, self.columns = people, rng, columns
        self.width = columns.stop - columns.start
        self.shape = (LANES, self.width)
        self.marked = rng.random(self.shape, dtype=np.float32) < nature["marked_share"]
        self.free = np.ones(self.shape, dtype=bool)
        self.dissent = np.zeros(self.shape, dtype=bool)
        self.take(np.flatnonzero(people.taken[columns]))
        self.born(nature)

    def take(self, where):
        """Arrests a person in each of these collectives; the household is kin."""
        lanes = self.rng.integers(0, LANES, len(where))
        kin = np.zeros(self.shape, dtype=bool)
        for step in range(4):
            kin[lanes // 4 * 4 + step, where] = True
        kin[lanes, where] = False
        self.free[lanes, where] = False
        # Whose burden is not that of the collective: few, so by index.
        kind = (self.marked + 2 * kin).reshape(-1)
        self.special = np.flatnonzero(kind)
        self.special_kind, self.special_at = kind[self.special], self.special % self.width

    def of(self, vector):
        return vector[..., self.columns]

    def act(self):
        """Dissent, silence, acclaim, and the census."""
        p, rng, count = self.people, self.rng, np.count_nonzero
        able = np.flatnonzero(self.below_ground() & self.free)
        able = able[rng.random(len(able)) < p.k["opportunity"]]
        at = able % self.width
        line = self.of(p.ground)[at] - self.nerves(able) * self.of(p.risk)[at]
        able = able[self.supports(able) < line]
        self.dissent[:] = False
        self.dissent.reshape(-1)[able] = True
        p.dissenters[self.columns] = np.bincount(able % self.width, minlength=self.width)

        supporters, acclaim = self.would_acclaim()
        acclaim &= self.free
        acclaim.reshape(-1)[able] = False
        self.acclaim = acclaim
        supporters &= self.free
        return (len(able), count(acclaim), count(acclaim > supporters), count(supporters), count(self.marked & self.free),
                count(self.unscrupulous() & self.free))

    def denounce(self):
        """As many as would at the highest rate, each then by his own rate."""
        p, rng = self.people, self.rng
        k, widest, free = p.k, float(self.of(p.widest).max()), self.free.reshape(-1)
        who = rng.choice(len(free), rng.binomial(len(free), min(widest, 1)), replace=False, shuffle=False)
        who = who[free[who]]
        at = who % self.width
        own = np.clip(self.of(p.mores)[at] + self.scruples(who), 0, 1)
        rate = k["rate"] * (1 - own) * (k["base"] + k["zeal"] * (1 + 2 * self.of(p.fear)[at] * self.nerves(who)))
        told = rng.random(len(who)) * widest < rate
        return np.sort((at[told] + self.columns.start) * LANES + who[told] // self.width)


class Levels(Block):
    """Small whole numbers and stochastic rounding."""

    least_scruple = -3.5 * SCRUPLE_STEP

    def born(self, n):
        rng = self.rng
        z = np.array([NormalDist().inv_cdf((i + 0.5) / 256) for i in range(256)])
        table = np.stack([nearest((n["leaning"] + n["leaning_spread"] * z - shift) * 32 + 31.5, 63) for shift in (0, n["marked_shift"])])
        self.leaning = table.astype(np.int8)[self.marked.astype(np.int8), rng.integers(0, 256, self.shape, dtype=np.uint8)]
        self.support = np.maximum(self.leaning - np.int8(n["shift"]), 0).astype(np.int8)
        self.nerve = rng.integers(0, 16, self.shape, dtype=np.int8)
        self.quarter = self.nerve // 4
        scruples = nearest(n["scruple_spread"] * z / SCRUPLE_STEP + 3.5, 7).astype(np.int8)
        self.scruple = scruples[rng.integers(0, 256, self.shape, dtype=np.uint8)]

    @staticmethod
    def thresholds(p):
        """Comparisons of support with a number become comparisons of levels."""
        k = p.k
        p.parts = nearest(p.burden * 512, 2047).astype(np.int16)
        p.low = Levels.level(p.ground)
        push = p.pressure * (0.5 + (np.arange(4)[:, None] + 0.5) / 4)
        p.silent = np.minimum(64 - Levels.level(push), 32) if k["facade"] else None
        line = (k["recruit_mores"] - p.mores) / SCRUPLE_STEP + 3.5 + 1
        p.line = np.clip(np.floor(line), 0, 8).astype(np.int8)

    @staticmethod
    def level(x):
        """The level below which support is less than x."""
        return np.clip(np.ceil((x * 64 + 63) / 2), 0, 64).astype(np.int8)

    def bytes(self):
        """A random byte for each person."""
        return self.rng.bit_generator.random_raw(LANES * self.width // 8).view(np.uint8).reshape(self.shape)

    def feel(self):
        p, support = self.people, self.support
        parts = self.of(p.parts)
        step = (self.leaning - support).astype(np.int16)
        step *= 16
        step -= parts[0]
        step.reshape(-1)[self.special] -= parts[self.special_kind, self.special_at] - parts[0][self.special_at]
        step += self.bytes()
        step >>= 8
        moved = step.astype(np.int8)
        if p.k["pace"] < 16:
            moved *= (self.bytes() < 16 * p.k["pace"]).view(np.int8)
        support += moved
        flat = support.reshape(-1)
        out = np.flatnonzero(support.view(np.uint8) > 63)  # below 0 too
        flat[out] = np.clip(flat[out], 0, 63)

    def below_ground(self):
        return self.support < self.of(self.people.low)

    def supports(self, who):
        return (2.0 * self.support.reshape(-1)[who] - 63) / 64

    def nerves(self, who):
        return (self.nerve.reshape(-1)[who] + 0.5) / 16

    def scruples(self, who):
        return (self.scruple.reshape(-1)[who] - 3.5) * SCRUPLE_STEP

    def would_acclaim(self):
        supporters = self.support >= 32
        acclaim = supporters.copy()
        if self.people.silent is not None:
            for quarter, silent in enumerate(self.of(self.people.silent)):
                acclaim |= (self.quarter == quarter) & (self.support >= silent)
        return supporters, acclaim

    def unscrupulous(self):
        return self.scruple < self.of(self.people.line)

    def support_sum(self):
        return float(((2.0 * self.support - 63) / 64)[self.free].sum())


class Fine(Block):
    """The equations in float32, without levels."""

    least_scruple = -4 * SCRUPLE_STEP

    def born(self, n):
        rng = self.rng
        leaning = n["leaning"] + n["leaning_spread"] * rng.standard_normal(self.shape, dtype=np.float32) - n["marked_shift"] * self.marked
        self.leaning = np.clip(leaning, -1, 1).astype(np.float32)
        self.support = np.maximum(self.leaning - np.float32(n["shift"] / 32), -1)
        self.nerve = rng.random(self.shape, dtype=np.float32)
        self.half = self.nerve + np.float32(0.5)
        scruple = n["scruple_spread"] * rng.standard_normal(self.shape, dtype=np.float32)
        self.scruple = np.clip(scruple, -4 * SCRUPLE_STEP, 4 * SCRUPLE_STEP).astype(np.float32)

    @staticmethod
    def thresholds(p):
        p.parts = p.burden.astype(np.float32)
        p.low = p.ground.astype(np.float32)
        p.push = p.pressure.astype(np.float32)
        p.line = (p.k["recruit_mores"] - p.mores).astype(np.float32)

    def feel(self):
        p, support = self.people, self.support
        parts = self.of(p.parts)
        step = self.leaning - support
        step -= parts[0]
        step.reshape(-1)[self.special] -= parts[self.special_kind, self.special_at] - parts[0][self.special_at]
        step *= np.float32(p.k["pace"] / 256)
        support += step
        np.maximum(support, -1, out=support)
        np.minimum(support, 1, out=support)

    def below_ground(self):
        return self.support < self.of(self.people.low)

    def supports(self, who):
        return self.support.reshape(-1)[who]

    def nerves(self, who):
        return self.nerve.reshape(-1)[who]

    def scruples(self, who):
        return self.scruple.reshape(-1)[who]

    def would_acclaim(self):
        supporters = self.support > 0
        if not self.people.k["facade"]:
            return supporters, supporters.copy()
        push = self.half * self.of(self.people.push)
        push += self.support
        return supporters, push > 0

    def unscrupulous(self):
        return self.scruple < self.of(self.people.line)

    def support_sum(self):
        return float(self.support[self.free].sum(dtype=np.float64))


FORMS = {"levels": Levels, "fine": Fine}


def answer(kept, ask):
    """One request: do is hello, setting, behave, build or run; a step is a month."""
    do = ask["do"]
    if do == "hello":
        return {"python": platform.python_version(), "numpy": np.__version__}
    if do == "setting":
        kept["setting"] = ask["setting"]
        return {}
    if do == "behave":
        values = []
        for seed in ask["seeds"]:
            people = People(kept["setting"], FORMS[ask["form"]], ask["size"], seed)
            for _ in range(ask["steps"]):
                people.month()
            values.append(people.measures())
        return {"values": values}
    if do == "build":
        kept["people"] = None  # the last one goes before the next comes
        kept["people"] = People(kept["setting"], FORMS[ask["form"]], ask["size"], ask["seed"])
        return {}
    if do == "run":
        start = time.process_time()
        for _ in range(ask["steps"]):
            kept["people"].month()
        return {"seconds": time.process_time() - start}
    raise ValueError("unknown request " + do)


def main():
    kept = {}
    for line in sys.stdin:
        print(json.dumps(answer(kept, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
