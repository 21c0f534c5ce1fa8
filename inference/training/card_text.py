"""The words of MODEL_CARD.md around its figures."""

FORBIDDEN = """Diagnosis or treatment of patients; deciding that a film is normal or may go unread; triage without a reader;
children; lateral films; body parts other than the chest; CT or photographs of films; findings outside the ten."""

BIBLIOGRAPHY = """@inproceedings{wang2017chestxray8, author = {Wang, Xiaosong and Peng, Yifan and Lu, Le and Lu, Zhiyong and Bagheri, \
Mohammadhadi and Summers, Ronald M.}, title = {ChestX-ray8: Hospital-scale Chest X-ray Database and Benchmarks on \
Weakly-Supervised Classification and Localization of Common Thorax Diseases}, booktitle = {IEEE CVPR}, year = {2017}}
@article{majkowska2020, author = {Majkowska, Anna and others}, title = {Chest Radiograph Interpretation with Deep Learning \
Models}, journal = {Radiology}, year = {2020}}"""

HEAD = """# {title} ({id} {version})

**{status}.** Written by `inference/training`; change the code, not this file. Every figure stands in `figures.json`.

## What it is

{use}

One ONNX file ({size:.1f} MB, sha256 `{sha256}`): {networks} an EfficientNet-lite trunk with one map
per finding, read at two of the trunk's depths. Maps are averaged, and logits are the means of those maps, so that
what is drawn is what the score is made of. Input `image` [n, 1, {side}, {side}]: an 8-bit grey film scaled to 0..1,
squashed to a square by an antialiasing triangle filter, minus {mean}, divided by {std}. Outputs `logits` [n, 11] (ten
findings, and any finding at all), `maps` [n, 11, {cells}, {cells}] and `gate` [n, 3], what the network says against a film.
Probability = sigmoid(slope x logit + intercept).

## What it must not be used for

{forbidden}

## Data

NIH ChestX-ray14, provided by the **NIH Clinical Center** (https://nihcc.app.box.com/v/ChestXray-NIHCC): Wang X, Peng Y,
Lu L, Lu Z, Bagheri M, Summers RM. ChestX-ray8: Hospital-scale Chest X-ray Database and Benchmarks on
Weakly-Supervised Classification and Localization of Common Thorax Diseases. IEEE CVPR 2017. Expert labels: Majkowska et
al., Radiology 2020. No film of it is part of this repository. The labels were text-mined from radiology reports and are
noisy.

Used were resized copies of part of it (512 and 128 pixels). Patients were split 70 / 15 / 15 by a hash of their id;
no patient stands in two parts. Films chosen for the box list because they are abnormal were learnt from, but never
calibrated or measured on (but for the maps against boxes); nor were films of patients under 18.

| Part | Films | Patients |
|---|---|---|
{parts}

Start weights: {start}.

Training: AdamW with a cosine, binary cross-entropy, averaged weights; a pass holds every film with a finding and a fresh
half of those without; boxes of training patients pull on the maps. Where an earlier version's scores are in the targets they weigh one half.

{members}

{note}
NIH's four other labels were learnt as company and cut off. No pass was chosen by its figures; which networks are shipped together was,
on the calibration part.

`{command}`
"""

FIGURES = """
## Measured on the test part

{films} films of {patients} patients, those of the test part that the gate lets through, with the shipped ONNX file. 95% intervals of AUCs from {draws} bootstrap draws of
patients; of shares by Wilson's formula. Mean AUC over the ten findings **{all}**; over the eight without edema and
emphysema **{goal}**.
{gain}
| Finding | Films with it | AUC (95% interval) | Calibration error | Absent below | Sensitivity | Specificity | Present from | Sensitivity | Specificity |
|---|---|---|---|---|---|---|---|---|---|
{rows}

Two points a finding, on the calibrated probability: absent below one (rule-out, sensitivity {sensitivity} or more),
present from the other on (rule-in, specificity {specificity} or more), indeterminate between them. They and slope and
intercept (Platt) were fitted on the calibration part. Each point stands where its promise would still hold with a one-sided
confidence of {confidence}, by the exact bound for independent films (Clopper and Pearson) and by {redrawn} draws of patients
anew, since a patient's films go together: the stricter of the two. A stricter rule than 0.3.0's was looked for because points
of that version had fallen short on the test part; how strict was decided within the calibration part, where points of one half
of the patients keep their promise on the other half in {keptout} of the cases for sensitivity and in {keptin} for specificity
(where half of the patients are enough to set one). Everything in the table was measured on the test part, where a point may
still fall short. {shortfall}

Calibration error: ECE, ten bins of equally many films. `abnormality` is any of NIH's labels: a score for the order in which
films are read, shown as such and never filed as a finding.

![ROC curves](roc.svg)

![Reliability](reliability.svg)

### What the two points leave open

The price of points that keep their promises: the share of these films that lies between the two, and is called neither.

| Finding | Called absent | Indeterminate | Called present | Rule-out point rests on |
|---|---|---|---|---|
{zones}

The last column is the calibration part: films with the finding, their patients, and films of them that the point loses.

### Films that it refuses

Beside what the header tells, the network's own features refuse a film whose greys are inverted, that is turned or cut out,
or that lies far from all films of the training. Each of the three bounds was set where it refuses 4 of 1,000 films of the
calibration part, and the last one a quarter wider: films of other hospitals lie farther. That margin was chosen after one of six real DICOM chest
films had been refused without it; how many of another hospital's films it refuses was not measured. Of the test part's
{whole} films a share of {refused} is refused as they are, and of every fourth of them, shown wrongly:

| Shown | Refused |
|---|---|
{gate}

### Predictive values

Prevalence: share of the called present that have the finding / share of the called absent that do not. First at the test
part's own prevalence, then at {low} and {high}.

| Finding | Here | Rare | Frequent |
|---|---|---|---|
{predictive}

### Groups

Mean AUC within the group over the findings of which it holds five films or more. Small groups are uncertain.

| Group | Films | Findings | Mean AUC (95% interval) |
|---|---|---|---|
{groups}

![Groups](groups.svg)

### Maps

Against a radiologist's boxes (NIH's list) of patients that training did not see: how often the map's highest point lies
inside, beside the share of the film that the box covers, which is what a blind guess would reach; how many maps are drawn
at all (the score reaches the rule-in point somewhere); and the overlap (intersection over union) of what is drawn with
the box, on average over the drawn.

| Finding | Boxes | Point inside | Area of the box | Drawn | Overlap |
|---|---|---|---|---|---|
{boxes}

### Against experts

Adjudicated labels of films whose patients training did not see (those of the calibration part among them set the points,
by NIH's labels). A question is answered by the largest probability of its findings, and yes where one of them is present.

| Question | By | Films | Yes | AUC (95% interval) | Sensitivity | Specificity |
|---|---|---|---|---|---|---|
{experts}

### Each network alone

Mean AUC on the test part, over ten findings and over the eight.

| Network | Ten | Eight |
|---|---|---|
{members}

### Same numbers after export

Large weights are stored in 16 bits and widened to 32 when the file is opened; the arithmetic is in 32. Against the
float32 networks on the test part: largest difference of a logit {logit:.4f}, largest difference of an AUC {auc:.5f}, of the
mean AUC {meandiff:.5f}. Processor time of the graph for one film, one thread of a shared machine: {cpu} ms.

### Known failures

The film that was most surely called present without the label, and the one with it that was scored lowest: places to
look at, by NIH's file names.

| Finding | Overcalled | Probability | Missed | Probability |
|---|---|---|---|---|
{worst}

## Known limits

{limits}

Not measured: other hospitals, DICOM as acquired, effect on readers.

## Elements of CHAI's and HL7's cards

By the names of the Coalition for Health AI's Applied Model Card (schema v0.2) and of the profile AI-Device of HL7's AI
Transparency on FHIR (1.0.0-ballot); the same stands in `cardElements` of model.json.
{elements}"""
