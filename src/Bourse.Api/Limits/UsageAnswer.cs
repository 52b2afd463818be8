namespace Bourse.Api.Limits;

/// <summary>What an exchange of usage answers.</summary>
/// <param name="Nodes">How many nodes exchanged lately, this one included.</param>
/// <param name="Epoch">Another number than before means that what was told before is forgotten, and must be told again.</param>
/// <param name="Others">What all other nodes counted, in the order that was asked; bans are the fleet's.</param>
public readonly record struct UsageAnswer(int Nodes, long Epoch, IReadOnlyList<AddressCounts> Others);
