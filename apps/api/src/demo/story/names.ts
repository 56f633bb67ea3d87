/** Names of people who do not exist. */
export interface Names {
  first: readonly [string, ...string[]];
  last: readonly [string, ...string[]];
}

const words = (text: string): [string, ...string[]] => text.split(' ') as [string, ...string[]];

export const GERMAN: Names = {
  first: words(
    'Anna Lena Marie Clara Johanna Frieda Greta Ida Jule Katrin Luise Maren Nora Paula Ronja Sabine Theresa Vera ' +
      'Wiebke Amir Anton Benno David Emil Felix Georg Henrik Jakob Jonas Karl Lars Matteo Moritz Niklas Oskar Philipp ' +
      'Ruben Stefan Tarik Ulrich Valentin Yusuf Elif Milena Zoe',
  ),
  last: words(
    'Albrecht Bachmann Becker Berger Brandt Brückner Decker Dietz Eberle Engel Fischer Frank Gerlach Graf Haas Hartmann ' +
      'Heinrich Herzog Huber Jansen Kaiser Keller Köhler Krüger Kurz Lang Lehmann Lorenz Maier Maurer Mohr Neumann Novak ' +
      'Otto Peters Pohl Reuter Richter Roth Sander Schäfer Schulte Seidel Sommer Stein Thiele Vogel Wagner Weiss Winter ' +
      'Yilmaz Ziegler',
  ),
};

export const BRITISH: Names = {
  first: words(
    'Alice Amelia Bethan Charlotte Daisy Eleanor Esme Freya Georgia Harriet Imogen Isla Jasmine Lucy Maya Niamh Olivia ' +
      'Poppy Priya Rosie Sophie Wren Adam Alfie Archie Callum Daniel Edward Finlay Harry Imran Jack Jude Kieran Leo Liam ' +
      'Marcus Noah Oliver Owen Rory Samuel Theo Tom William',
  ),
  last: words(
    'Ashby Barker Bennett Booth Brennan Chapman Clarke Cooper Davies Ellis Fletcher Foster Gibson Grant Hale Harding ' +
      'Hughes Hussain Ingram Jenkins Kaur Kemp Lawson Lowe Marsh Mercer Moss Murray Nolan Osborne Palmer Patel Pryce Quinn ' +
      'Reeves Rowe Shaw Sinclair Stokes Sutton Thorne Turner Vaughan Walsh Ward Webb Whitaker Yates',
  ),
};

export const NORTH_AMERICAN: Names = {
  first: words(
    'Abigail Ava Brooke Caroline Chloe Dana Emily Erin Faith Grace Hannah Jada Jenna Kayla Leah Madison Morgan Naomi ' +
      'Paige Quinn Riley Sydney Tessa Aaron Andre Blake Caleb Carter Dylan Eli Ethan Gavin Hudson Isaiah Jordan Kevin ' +
      'Logan Malik Mason Nathan Owen Parker Reid Sean Tyler Wesley',
  ),
  last: words(
    'Adams Bailey Bishop Brooks Bryant Carter Chang Coleman Cruz Dawson Diaz Edwards Ferguson Ford Garrison Greene ' +
      'Hamilton Hayes Holland Howard Jackson Jordan Kim Lambert Lee Logan Mason Miller Monroe Morris Nguyen Norris Park ' +
      'Parsons Porter Price Ramsey Reed Rossi Russell Schwartz Shah Simmons Stone Sullivan Tucker Wallace Weaver',
  ),
};

export const CASTILIAN: Names = {
  first: words(
    'Adriana Camila Carmen Daniela Elena Gabriela Inés Isabel Lucía María Paola Sofía Valentina Alejandro Andrés Carlos ' +
      'Diego Emilio Javier Joaquín Luis Mateo Miguel Rafael Tomás',
  ),
  last: words(
    'Aguilar Alvarez Castillo Delgado Espinoza Ferreira Flores García Herrera Jiménez Lozano Medina Morales Navarro ' +
      'Ortega Peralta Quintero Ramírez Rojas Salazar Serrano Suárez Torres Vargas Velasco',
  ),
};

/** What companies whose people train here are called. */
export const COMPANIES: Names = {
  first: words(
    'Northlight Brookvale Larkspur Kestrel Oakline Meridian Harbour Fennel Bluebird Copperfield Juniper Lindenhof ' +
      'Marlow Saltbox Tessera Wayfarer Zinc Amberley Cedar Delta Ellis Foundry Granary Helio',
  ),
  last: [
    'Architects',
    'Media',
    'Software',
    'Logistics',
    'Partners',
    'Foods',
    'Design',
    'Law',
    'Analytics',
    'Films',
  ],
};

/** As it can stand in an address: letters of the English alphabet only. */
export function plainLetters(name: string): string {
  return name
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();
}
