namespace Bourse.Api.Tests.Hosting;

/// <summary>The system's time moved by an offset that a test sets.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Offset { get; set; }

    /// <summary>How much later it is each time that somebody looks.</summary>
    public TimeSpan Step { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + (Offset += Step);

    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();
}
