using System.Text.Json;
using Bourse.Server.Configuration;
using Bourse.Server.Data;
using Bourse.Server.Json;

namespace Bourse.Server.Seed;

/// <summary>
/// Where a seed comes from. While a venue is being seeded the seed stands in the data folder together with the keys
/// that were made for it, so that a start after a crash half-way goes on with the same ones.
/// </summary>
public sealed class SeedSource
{
    private const string Empty = "{}";

    private readonly string _text;
    private readonly List<string> _keyTexts;

    private SeedSource(string name, string text, List<string> keyTexts)
    {
        _text = text;
        _keyTexts = keyTexts;
        int used = 0;
        Document = Read(name, text, () => Next(keyTexts, ref used));
    }

    /// <summary>The seed, with every key made.</summary>
    public SeedDocument Document { get; }

    /// <summary>Reads and rehearses the seed that the options name.</summary>
    /// <exception cref="StartFailedException">It is no seed, or the venue would refuse it.</exception>
    public static SeedSource Load(string seed) => new(seed, TextOf(seed), []);

    /// <summary>The seed that a former start was at when it ended; null when there is none.</summary>
    public static SeedSource? Resume(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.SeedingFile)) return null;
        Draft draft = JsonSerializer.Deserialize<Draft>(File.ReadAllText(folder.SeedingFile))
            ?? throw new StartFailedException(
                $"{folder.SeedingFile} is damaged: the seeding cannot go on. Begin with an empty --data folder.");
        return new SeedSource(folder.SeedingFile, draft.Seed, draft.Keys);
    }

    /// <summary>Notes in the data folder that the venue is being seeded.</summary>
    public void Begin(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        PrivateFile.Write(folder.SeedingFile, JsonSerializer.Serialize(new Draft(_text, _keyTexts)));
    }

    private static string Next(List<string> keyTexts, ref int used)
    {
        if (used == keyTexts.Count) keyTexts.Add(KeyText.Create());
        return keyTexts[used++];
    }

    private static SeedDocument Read(string name, string text, Func<string> keyText)
    {
        try
        {
            SeedDocument document = new SeedReader(keyText).Read(text);
            SeedPlan.Rehearse(document);
            return document;
        }
        catch (JsonShapeException e)
        {
            throw new StartFailedException($"--seed {name}: {e.Message}", e);
        }
    }

    private static string TextOf(string seed)
    {
        if (seed == "empty") return Empty;
        if (seed != "demo") return File.ReadAllText(seed);
        using Stream resource = typeof(SeedSource).Assembly.GetManifestResourceStream("demo.json")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private sealed record Draft(string Seed, List<string> Keys);
}
