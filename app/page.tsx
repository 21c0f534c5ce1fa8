import { webContext } from '#lib/pipeline/web-context.ts';
import { Landing } from './_components/landing.tsx';

export const dynamic = 'force-dynamic';

/** Anybody may see it: what this is, and the EHRs whose own login a launch may begin with. */
export default async function LandingPage() {
  const { config } = await webContext();
  const sites = config.sites.filter(({ fhir }) => fhir.standaloneLaunch === true);
  return <Landing sites={sites.map(({ name, fhir }) => ({ name, issuer: fhir.issuer }))} />;
}
