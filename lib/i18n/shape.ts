/** The keys of the English messages with any text: a missing or wrong key in another language fails to compile. */
export type Shape<M> = { readonly [K in keyof M]: M[K] extends string ? string : Shape<M[K]> };
