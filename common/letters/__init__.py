"""Letters to many: by what ways they leave, at what hours, and each exactly once. Who gets what, upper floors say."""
