/** The programs of others that the peer tests run against, and how to tell that one is there. */
export interface Peer {
  readonly name: string;
  /** Succeeds where the peer is installed. */
  readonly probe: readonly [program: string, ...args: string[]];
  /** Debian's packages. */
  readonly packages: readonly string[];
}

/** Debian's Python modules belong to the system's Python, whatever else is on the PATH. */
const python = (modules: string): Peer['probe'] => ['/usr/bin/python3', '-c', `import ${modules}`];
const file = (path: string): Peer['probe'] => ['test', '-e', path];

export const PEERS: readonly Peer[] = [
  {
    name: 'Orthanc with DICOMweb and GDCM',
    probe: file('/usr/share/orthanc/plugins/libOrthancDicomWeb.so'),
    packages: ['orthanc', 'orthanc-dicomweb', 'orthanc-gdcm'],
  },
  {
    name: 'PostgreSQL',
    probe: ['sh', '-c', 'test -x /usr/lib/postgresql/*/bin/initdb'],
    packages: ['postgresql'],
  },
  { name: 'Chromium', probe: file('/usr/bin/chromium'), packages: ['chromium'] },
  {
    name: 'fonts for Arabic, Korean and Latin',
    probe: ['sh', '-c', 'fc-list :lang=ar | grep -q . && fc-list :lang=ko | grep -q .'],
    packages: ['fontconfig', 'fonts-noto-core', 'fonts-noto-cjk'],
  },
  { name: 'dcmtk', probe: file('/usr/bin/dcmdump'), packages: ['dcmtk'] },
  { name: 'dciodvfy', probe: file('/usr/bin/dciodvfy'), packages: ['dicom3tools'] },
  { name: 'Poppler', probe: ['sh', '-c', 'pdftotext -v && pdfinfo -v'], packages: ['poppler-utils'] },
  { name: 'python3-hl7', probe: python('hl7'), packages: ['python3-hl7'] },
  {
    name: 'pydicom with GDCM',
    probe: python('pydicom, gdcm, numpy'),
    packages: ['python3-pydicom', 'python3-gdcm', 'python3-numpy'],
  },
  {
    name: 'Python’s virtual environments, for a newer pydicom',
    probe: ['/usr/bin/python3', '-c', 'import ensurepip'],
    packages: ['python3-venv'],
  },
  { name: 'Pillow', probe: python('PIL, numpy'), packages: ['python3-pil', 'python3-numpy'] },
  {
    name: 'Java and Maven, for HL7’s validator, HAPI and veraPDF',
    probe: ['sh', '-c', 'java -version && javac -version && mvn -version'],
    packages: ['default-jdk-headless', 'maven'],
  },
];
