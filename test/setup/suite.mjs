console.log("suite");
