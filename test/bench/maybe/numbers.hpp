#pragma once
extern "C" int next_number(void* from);
