namespace Bourse.Zones.Tests;

/// <summary>A shell script in the venue's place: what a fleet starts as its nodes.</summary>
internal sealed class VenueScript : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public VenueScript(string script) => File.WriteAllText(_file, script + "\n");

    public IReadOnlyList<string> Command => ["/bin/sh", _file];

    public void Dispose() => File.Delete(_file);
}
