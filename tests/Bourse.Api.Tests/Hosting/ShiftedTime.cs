namespace Bourse.Api.Tests.Hosting;

/// <summary>The system's time moved by an offset that a test sets.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Offset;

    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();
}
