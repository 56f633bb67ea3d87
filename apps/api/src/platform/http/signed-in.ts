import { DeclareAccess } from './access.js';

/** Lets in every person who is signed in, whatever their role, and no key: for routes about oneself. */
export const SignedIn = (): MethodDecorator & ClassDecorator => DeclareAccess('signedIn');
