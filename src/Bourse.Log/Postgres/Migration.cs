using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Log.Postgres;

/// <summary>A numbered step of the database's schema, a file of SQL in this assembly. Once released it never changes.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = ".Postgres.Migrations.";

    /// <summary>All steps that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The text of a file that is no step, as the roles.</summary>
    public static string Text(string file)
    {
        Assembly assembly = typeof(Migration).Assembly;
        using Stream stream = assembly.GetManifestResourceStream(assembly.GetName().Name + Folder + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static Migration[] Load()
    {
        Assembly assembly = typeof(Migration).Assembly;
        string prefix = assembly.GetName().Name + Folder;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && char.IsAsciiDigit(name[prefix.Length]))
                .Select(name => name[prefix.Length..])
                .Order(StringComparer.Ordinal)
                .Select(file => new Migration(
                    int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), Path.GetFileNameWithoutExtension(file), Text(file))),
        ];
    }
}
