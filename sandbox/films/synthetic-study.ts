import type { ChestVariant } from './chest-anatomy.ts';

/** One invented examination of one invented person. */
export interface SyntheticStudy {
  readonly variant: ChestVariant;
  /** Decides anatomy and noise; two studies of one patient share the seed, so that the bones stay the same. */
  readonly seed: number;
  readonly patientId: string;
  /** DICOM PN; the family name says what it is. */
  readonly patientName: string;
  readonly patientSex: 'F' | 'M';
  /** DICOM DA. */
  readonly patientBirthDate: string;
  readonly accessionNumber: string;
  /** DICOM DA. */
  readonly studyDate: string;
  /** DICOM TM. */
  readonly studyTime: string;
}

const ADA = {
  seed: 11,
  patientId: 'SYN-0001',
  patientName: 'Synthetic^Ada',
  patientSex: 'F',
  patientBirthDate: '19580314',
} as const;

/** The demo's patients: four people, the first with an earlier normal film to compare with. */
export const demoStudies: readonly SyntheticStudy[] = [
  {
    ...ADA,
    variant: 'pleural-effusion',
    accessionNumber: 'SYN-A-1002',
    studyDate: '20261118',
    studyTime: '093000',
  },
  { ...ADA, variant: 'normal', accessionNumber: 'SYN-A-1001', studyDate: '20250506', studyTime: '141500' },
  {
    variant: 'nodule',
    seed: 23,
    patientId: 'SYN-0002',
    patientName: 'Synthetic^Bruno',
    patientSex: 'M',
    patientBirthDate: '19630822',
    accessionNumber: 'SYN-A-1003',
    studyDate: '20261119',
    studyTime: '104500',
  },
  {
    variant: 'cardiomegaly',
    seed: 37,
    patientId: 'SYN-0003',
    patientName: 'Synthetic^Chandra',
    patientSex: 'M',
    patientBirthDate: '19510109',
    accessionNumber: 'SYN-A-1004',
    studyDate: '20261119',
    studyTime: '112000',
  },
  {
    variant: 'normal',
    seed: 41,
    patientId: 'SYN-0004',
    patientName: 'Synthetic^Dora',
    patientSex: 'F',
    patientBirthDate: '19850630',
    accessionNumber: 'SYN-A-1005',
    studyDate: '20261120',
    studyTime: '081000',
  },
];
