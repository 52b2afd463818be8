using Bourse.Server.Configuration;

namespace Bourse.Server.Hosting;

/// <summary>What the node says while it runs: to standard error, from warnings upward unless told otherwise.</summary>
internal static class Logging
{
    public static ILoggerFactory CreateFactory(IConfiguration configuration) =>
        LoggerFactory.Create(logging => Configure(logging, configuration));

    public static void Configure(ILoggingBuilder logging, IConfiguration configuration)
    {
        LogLevel level = Level(configuration);
        logging.SetMinimumLevel(level);
        // While anything could be logged about it, the web host gives each request an activity and a scope of its own.
        if (level > LogLevel.Information) logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static LogLevel Level(IConfiguration configuration)
    {
        if (configuration["LogLevel"] is not { } text) return LogLevel.Warning;
        return Enum.TryParse(text, ignoreCase: true, out LogLevel level)
            ? level
            : throw new StartFailedException(
                $"LogLevel: \"{text}\" is none of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
    }
}
