import { expect, test } from 'vitest';
import { readLaunchContext } from '#lib/launch/launch-context.ts';

test('reads what the launch is about, and by whom it is framed', () => {
  const { context, styleUrl } = readLaunchContext({
    access_token: 't',
    intent: 'review',
    tenant: 'tenant-1',
    need_patient_banner: false,
    smart_style_url: 'https://ehr.example/style.json',
    fhirContext: [
      { reference: 'ImagingStudy/is-1' },
      { reference: 'https://ehr.example/r4/ServiceRequest/sr-1', type: 'ServiceRequest' },
      { reference: 'ImagingStudy/is-2', role: 'launch' },
      { reference: 'ImagingStudy/prior', role: 'https://ehr.example/role/prior' },
      { canonical: 'https://ehr.example/Questionnaire/1', type: 'Questionnaire' },
    ],
  });
  expect(context).toEqual({
    intent: 'review',
    tenant: 'tenant-1',
    needPatientBanner: false,
    imagingStudyIds: ['is-1', 'is-2'],
    serviceRequestIds: ['sr-1'],
  });
  expect(styleUrl).toBe('https://ehr.example/style.json');
});

test.each([
  {},
  {
    intent: 7,
    tenant: [],
    need_patient_banner: 'no',
    smart_style_url: 'javascript:alert(1)',
    fhirContext: 'x',
  },
  { fhirContext: [null, 7, {}, { reference: 'ImagingStudy/../x' }, { reference: 'ImagingStudy/' }] },
  { intent: 'x'.repeat(5000) },
])('what is not as the standard says is as good as absent: %j', (response) => {
  expect(readLaunchContext(response)).toEqual({
    context: {
      intent: undefined,
      tenant: undefined,
      needPatientBanner: undefined,
      imagingStudyIds: [],
      serviceRequestIds: [],
    },
    styleUrl: undefined,
  });
});
