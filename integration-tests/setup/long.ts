process.env.LONG_TESTS = "true"
