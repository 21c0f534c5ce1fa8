import { cookies } from 'next/headers';
import { webContext, type WebContext } from '#lib/pipeline/web-context.ts';
import {
  OPERATOR_COOKIE,
  OPERATOR_HOURS,
  requireOperator,
  type Operator,
} from '#lib/launch/operator-session.ts';

/** Strict: no page of others opens this one, and no EHR frames it. */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** Who is asking: an operator, proved by their own cookie. Throws AppError `operator-unknown`. */
export async function openOperator(): Promise<{ context: WebContext; operator: Operator }> {
  const context = await webContext();
  const cookie = (await cookies()).get(OPERATOR_COOKIE)?.value;
  return { context, operator: await requireOperator(context.db, cookie) };
}

export function setOperatorCookie(value: string): string {
  return `${OPERATOR_COOKIE}=${value}; Max-Age=${String(OPERATOR_HOURS * 3600)}; ${ATTRIBUTES}`;
}

export function dropOperatorCookie(): string {
  return `${OPERATOR_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;
}
