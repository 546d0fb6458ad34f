/** Two rules, of which the tests know the first. */
export const mayEnter = (isMember: boolean, age: number): boolean => isMember && age >= 18;
