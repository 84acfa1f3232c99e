"""Rebellion by the rules of the model in NetLogo's library, in plain Python with
one object per person and per cell; not Mesa, and none of NetLogo's code.

The rules: a torus, people on exact shares of the cells; each tick everybody has
a turn in a fresh order; who is at liberty moves to a free cell in sight (no
officer, nobody but jailed there), then acts. A citizen is active if
hardship (1 - L) - risk P > threshold, with P = 1 - exp(-k floor(C / A)) for C
officers and A = 1 + active citizens in sight, the own cell included. An officer
arrests one of the active in sight, for 0 to max - 1 ticks, and moves onto his
cell. Sentences get shorter at the end of the tick.

What a person sees is counted in two ways, with the same history: scanned on
every look, as NetLogo and Mesa do, or kept on every cell and changed when
somebody moves or turns. A free cell is tried for blindly before the free ones are
listed, which is faster than listing them and gives each the same chance.

It speaks on standard input and output, a line of JSON at a time; see answer.
"""

import json
import math
import platform
import random
import sys
import time

GUESSES = 24
OUTBURST = 50


class Cell:
    def __init__(self):
        self.people, self.sight = [], []
        self.seen_active = self.seen_officers = 0

    def is_free(self):
        return all(p.jail > 0 for p in self.people)


class Person:
    def __init__(self, world, cell):
        self.world, self.cell, self.jail, self.active = world, cell, 0, False
        cell.people.append(self)

    def turn(self):
        if self.jail == 0:
            cell = self.world.free_cell(self.cell)
            if cell is not None:
                self.go(cell)
            self.act()

    def go(self, cell):
        self.world.show(self, -1)
        self.cell.people.remove(self)
        cell.people.append(self)
        self.cell = cell
        self.world.show(self, 1)


class Citizen(Person):
    officer = False

    def __init__(self, world, cell):
        super().__init__(world, cell)
        self.hardship, self.risk = world.random.random(), world.random.random()

    def act(self):
        w = self.world
        actives, officers = w.look(self.cell)
        probability = 1 - math.exp(-w.k * (officers // (1 + actives)))
        self.become(self.hardship * (1 - w.legitimacy) - self.risk * probability > w.threshold)

    def become(self, active):
        if active != self.active:
            if self.active:
                self.world.show(self, -1)
            self.active = active
            if active:
                self.world.show(self, 1)


class Officer(Person):
    officer = True

    def act(self):
        w = self.world
        if w.kept and not self.cell.seen_active:
            return
        suspects = [p for cell in self.cell.sight for p in cell.people if p.active]
        if suspects:
            taken = w.random.choice(suspects)
            taken.become(False)
            taken.jail = w.random.randrange(w.sentence_max)
            self.go(taken.cell)


class World:
    def __init__(self, rules, size, seed, kept):
        self.random, self.kept = random.Random(seed), kept
        self.legitimacy, self.threshold, self.k = rules["legitimacy"], rules["threshold"], rules["k"]
        self.sentence_max = rules["sentence_max"]
        vision = rules["vision"]
        self.cells = [Cell() for _ in range(size * size)]
        reach = range(-int(vision), int(vision) + 1)
        steps = [(x, y) for x in reach for y in reach if x * x + y * y <= vision * vision]
        for i, cell in enumerate(self.cells):
            cell.sight = [self.cells[(i // size + y) % size * size + (i + x) % size] for x, y in steps]
        officers, citizens = (round(rules[share] * size * size) for share in ("police", "density"))
        places = self.random.sample(self.cells, officers + citizens)
        self.people = [Officer(self, cell) for cell in places[:officers]]
        self.people += [Citizen(self, cell) for cell in places[officers:]]
        for person in self.people:
            self.show(person, 1)

    def show(self, person, by):
        """Changes what is seen of a person, where that is kept."""
        if not self.kept:
            return
        if person.officer:
            for cell in person.cell.sight:
                cell.seen_officers += by
        elif person.active:
            for cell in person.cell.sight:
                cell.seen_active += by

    def look(self, cell):
        if self.kept:
            return cell.seen_active, cell.seen_officers
        actives = officers = 0
        for seen in cell.sight:
            for person in seen.people:
                if person.officer:
                    officers += 1
                elif person.active:
                    actives += 1
        return actives, officers

    def free_cell(self, cell):
        for _ in range(GUESSES):
            to = self.random.choice(cell.sight)
            if to.is_free():
                return to
        free = [to for to in cell.sight if to.is_free()]
        return self.random.choice(free) if free else None

    def tick(self):
        self.random.shuffle(self.people)
        for person in self.people:
            person.turn()
        active = jailed = 0
        for person in self.people:
            if person.jail > 0:
                person.jail -= 1
            jailed += person.jail > 0
            active += person.active
        return active, jailed


def measures(ticks):
    """mean_active, peak_active, bursts, mean_wait, mean_jailed."""
    actives = [a for a, _ in ticks]
    bursts = []
    for i in range(1, len(actives)):
        if actives[i] > OUTBURST >= actives[i - 1]:
            bursts.append([i, len(actives)])
        elif actives[i] <= OUTBURST < actives[i - 1] and bursts:
            bursts[-1][1] = i
    waits = [b[0] - a[1] for a, b in zip(bursts, bursts[1:])]
    return [sum(actives) / len(actives), max(actives), len(bursts), sum(waits) / len(waits) if waits else None,
            sum(j for _, j in ticks) / len(ticks)]


def answer(kept, ask):
    """One request: do is hello, setting, behave, build or run; form is kept or scanned, a
    step is a tick."""
    do = ask["do"]
    if do == "hello":
        return {"python": platform.python_version()}
    if do == "setting":
        kept["rules"] = ask["setting"]
        return {}
    if do == "behave":
        values = []
        for seed in ask["seeds"]:
            world = World(kept["rules"], ask["size"], seed, ask["form"] == "kept")
            values.append(measures([world.tick() for _ in range(ask["steps"])][ask["drop"]:]))
        return {"values": values}
    if do == "build":
        kept["world"] = World(kept["rules"], ask["size"], ask["seed"], ask["form"] == "kept")
        return {}
    if do == "run":
        start = time.process_time()
        for _ in range(ask["steps"]):
            kept["world"].tick()
        return {"seconds": time.process_time() - start}
    raise ValueError("unknown request " + do)


def main():
    kept = {}
    for line in sys.stdin:
        print(json.dumps(answer(kept, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
