using Bourse.Api.Http;

namespace Bourse.Api.MarketData;

/// <summary>
/// The parameter `permissions`: one name, or a JSON array of names (enums.md, "Account and Symbol Permissions").
/// </summary>
internal static class PermissionList
{
    /// <summary>
    /// Whether symbols that anyone may trade, which all here are, are asked for; -1130 for an unknown permission, -1135
    /// for an array that is none.
    /// </summary>
    public static bool ReadIncludesSpot(ApiRequest request)
    {
        if (!request.Parameters.TryText("permissions"u8, out ReadOnlySpan<byte> list)) return true;
        bool isArray = list[0] == '[';
        if (isArray && (list[^1] != ']' || list.Count((byte)'"') % 2 != 0))
        {
            request.Fail(ApiErrors.InvalidJson("permissions"u8));
            return false;
        }
        ReadOnlySpan<byte> names = isArray ? list[1..^1] : list;
        bool includesSpot = false;
        foreach (Range range in names.Split((byte)','))
        {
            ReadOnlySpan<byte> name = isArray ? Unquoted(names[range]) : names[range];
            if (!IsPermission(name)) request.Fail(ApiErrors.NotValid("permissions"u8));
            includesSpot |= name.SequenceEqual("SPOT"u8);
        }
        return includesSpot;
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> text) =>
        text.Length > 1 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : default;

    private static bool IsPermission(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("SPOT"u8) || name.SequenceEqual("MARGIN"u8) || name.SequenceEqual("LEVERAGED"u8)
        || IsTradeGroup(name);

    /// <summary>As in TRD_GRP_002.</summary>
    private static bool IsTradeGroup(ReadOnlySpan<byte> name) =>
        name.Length == 11 && name.StartsWith("TRD_GRP_"u8)
        && !name[8..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
