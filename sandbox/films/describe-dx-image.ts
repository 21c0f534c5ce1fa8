import { deriveUid } from './derive-uid.ts';
import type { SyntheticStudy } from './synthetic-study.ts';
import { SOURCE_TO_DETECTOR_MM, SOURCE_TO_PATIENT_MM } from './cone-beam.ts';

/** Values by DICOM keyword, as dcmjs denaturalizes them. */
export type DicomAttributes = Readonly<Record<string, unknown>>;

export interface FilmGeometry {
  readonly rows: number;
  readonly columns: number;
  /** At the detector, both directions. */
  readonly pixelSpacingMm: number;
}

/** Bump when a film's bytes would change: cached films of another version are made again, under new UIDs. */
export const FILM_CONTENT_VERSION = '1';
export const SYNTHETIC_NOTICE = 'SYNTHETIC - NOT A PATIENT';

const DX_FOR_PRESENTATION = '1.2.840.10008.5.1.4.1.1.1.1';
const THORAX = { CodeValue: '51185008', CodingSchemeDesignator: 'SCT', CodeMeaning: 'Thorax' };
const POSTERO_ANTERIOR = {
  CodeValue: '272479007',
  CodingSchemeDesignator: 'SCT',
  CodeMeaning: 'postero-anterior',
};

/** Patient, General Study and Clinical modules; no real person, so nothing was ever de-identified. */
function describeStudy(study: SyntheticStudy): DicomAttributes {
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    PatientName: study.patientName,
    PatientID: study.patientId,
    PatientBirthDate: study.patientBirthDate,
    PatientSex: study.patientSex,
    PatientComments: SYNTHETIC_NOTICE,
    StudyInstanceUID: deriveUid(filmName(study, 'study')),
    StudyDate: study.studyDate,
    StudyTime: study.studyTime,
    ReferringPhysicianName: '',
    StudyID: study.accessionNumber,
    AccessionNumber: study.accessionNumber,
    StudyDescription: 'XR CHEST PA (SYNTHETIC)',
  };
}

/** General and DX Series, General Equipment, and how the film came about. */
function describeAcquisition(study: SyntheticStudy): DicomAttributes {
  return {
    Modality: 'DX',
    SeriesInstanceUID: deriveUid(filmName(study, 'series')),
    SeriesNumber: '1',
    SeriesDate: study.studyDate,
    SeriesTime: study.studyTime,
    SeriesDescription: 'PA (synthetic)',
    PresentationIntentType: 'FOR PRESENTATION',
    Manufacturer: 'Sightline synthetic',
    ManufacturerModelName: 'Procedural chest',
    DeviceSerialNumber: 'SYNTHETIC',
    SoftwareVersions: `films ${FILM_CONTENT_VERSION}`,
    KVP: '120',
    DistanceSourceToDetector: SOURCE_TO_DETECTOR_MM.toString(),
    DistanceSourceToPatient: SOURCE_TO_PATIENT_MM.toString(),
    EstimatedRadiographicMagnificationFactor: (SOURCE_TO_DETECTOR_MM / SOURCE_TO_PATIENT_MM).toFixed(4),
    BodyPartExamined: 'CHEST',
    ViewPosition: 'PA',
    PositionerType: 'NONE',
    DetectorType: 'SCINTILLATOR',
    DetectorConfiguration: 'AREA',
    DetectorActiveShape: 'RECTANGLE',
    FieldOfViewShape: 'RECTANGLE',
  };
}

/**
 * SOP Common, General Image, DX Anatomy Imaged, DX Image, DX Positioning (PS3.3 A.26). Synthetic Data (0008,001C) would
 * say it best, but it is younger than the validators in use, which call it an error.
 */
function describeImage(study: SyntheticStudy, rows: number): DicomAttributes {
  return {
    SOPClassUID: DX_FOR_PRESENTATION,
    SOPInstanceUID: deriveUid(filmName(study, `instance/${rows}`)),
    ImageType: ['DERIVED', 'PRIMARY', ''],
    DerivationDescription: 'Projected from a procedural 3-D chest',
    InstanceNumber: '1',
    AcquisitionDate: study.studyDate,
    AcquisitionTime: study.studyTime,
    AcquisitionNumber: '1',
    ContentDate: study.studyDate,
    ContentTime: study.studyTime,
    ImageComments: SYNTHETIC_NOTICE,
    BurnedInAnnotation: 'YES',
    QualityControlImage: 'YES',
    LossyImageCompression: '00',
    PatientOrientation: ['L', 'F'],
    ImageLaterality: 'U',
    AnatomicRegionSequence: [THORAX],
    ViewCodeSequence: [{ ...POSTERO_ANTERIOR, ViewModifierCodeSequence: [] }],
    AcquisitionContextSequence: [],
  };
}

/** Image Pixel, DX Detector geometry and VOI LUT: 12 bits in 16, P-values, bright where the beam was absorbed. */
function describePixels({ rows, columns, pixelSpacingMm }: FilmGeometry): DicomAttributes {
  const spacing = [pixelSpacingMm.toString(), pixelSpacingMm.toString()];
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    PixelIntensityRelationship: 'LOG',
    PixelIntensityRelationshipSign: -1,
    RescaleIntercept: '0',
    RescaleSlope: '1',
    RescaleType: 'US',
    PresentationLUTShape: 'IDENTITY',
    WindowCenter: '2048',
    WindowWidth: '4096',
    ImagerPixelSpacing: spacing,
    PixelSpacing: spacing,
    FieldOfViewDimensions: [rows, columns].map((count) => Math.round(count * pixelSpacingMm).toString()),
  };
}

/** One name per film and content version; every UID derives from it. */
function filmName(study: SyntheticStudy, level: string): string {
  const { patientId, accessionNumber, variant, seed } = study;
  return [FILM_CONTENT_VERSION, patientId, accessionNumber, variant, seed, level].join('/');
}

/** The header of one synthetic film: DX For Presentation, marked synthetic in several attributes. */
export function describeDxImage(study: SyntheticStudy, geometry: FilmGeometry): DicomAttributes {
  return {
    ...describeStudy(study),
    ...describeAcquisition(study),
    ...describeImage(study, geometry.rows),
    ...describePixels(geometry),
  };
}
