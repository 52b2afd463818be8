namespace Bourse.Api.Tests.Fuzzing;

/// <summary>A request as it would come off the wire; <paramref name="Query"/> has no question mark.</summary>
internal sealed record FuzzCase(
    string Method, string Path, string Query, byte[] Body, string? ApiKey, (string Name, string Value)? Header)
{
    public override string ToString() =>
        $"{Method} {Path}?{Uri.EscapeDataString(Query)} body {Convert.ToHexString(Body)} key {ApiKey} header {Header}";
}
