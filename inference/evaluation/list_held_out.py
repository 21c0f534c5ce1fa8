"""Which films training did not see, as a table for `models evaluate`: the split is the training code's own.

python3 -m inference.evaluation.list_held_out --data ../shared/data/cxr > films.csv (needs numpy and Pillow)
python3 -m inference.evaluation.list_held_out --data ../shared/data/cxr --boxes > boxes.csv
"""

import argparse
import csv
import os
import sys

from inference.training import dataset
from inference.training.settings import FINDINGS

TRIAGE = "abnormality"

COLUMNS = ["file", "patient", "sex", "age", "view", "part", "folder"]
BOX_COLUMNS = ["file", "finding", "x", "y", "w", "h"]


def row(film: dataset.Film) -> list:
    facts = [f"{film.folder}/{film.file}", film.patient, film.sex, film.age, film.view, film.part, film.folder]
    return facts + [film.labels[at] for at in dataset.columns()]


def write_boxes(data: str, films: list, table) -> None:
    """NIH's boxes under the names that the films' table gives the files."""
    folders = {film.file: film.folder for film in films}
    table.writerow(BOX_COLUMNS)
    with open(os.path.join(data, "nih-boxes.csv"), newline="") as handle:
        for box in csv.DictReader(handle):
            if box["file"] in folders:
                table.writerow([f"{folders[box['file']]}/{box['file']}"] + [box[key] for key in BOX_COLUMNS[1:]])


def main() -> None:
    parser = argparse.ArgumentParser(prog="inference.evaluation.list_held_out", description=__doc__)
    parser.add_argument("--data", required=True, help="folder with nih-512, nih-128 and their csv files")
    parser.add_argument("--boxes", action="store_true", help="the boxes on these films instead of the films")
    args = parser.parse_args()
    films = [film for film in dataset.read_films(args.data) if film.part != "train"]
    table = csv.writer(sys.stdout, lineterminator="\n")
    if args.boxes:
        write_boxes(args.data, films, table)
        return
    table.writerow(COLUMNS + list(FINDINGS) + [TRIAGE])
    table.writerows(row(film) for film in films)


if __name__ == "__main__":
    main()
