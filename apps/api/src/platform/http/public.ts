import { DeclareAccess } from './access.js';

/** Lets everybody in: for routes that say nothing about anyone, or whose body says who may. */
export const Public = (): MethodDecorator & ClassDecorator => DeclareAccess('everybody');
