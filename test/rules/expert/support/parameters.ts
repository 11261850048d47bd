export const on18 = { imageName: 'postgresql:18.1' };
