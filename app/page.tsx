import { Landing } from './_components/landing.tsx';

export const dynamic = 'force-dynamic';

export default function LandingPage() {
  return <Landing />;
}
